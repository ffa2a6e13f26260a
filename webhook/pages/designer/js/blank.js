// A new drawing: it starts, somebody approves, it ends.

const words = (data) => JSON.stringify(data).replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Two of the same would number their processes in one series; the author picks a better one. */
export const newPrefix = (number) => `NW${String.fromCharCode(65 + ((number - 1) % 26))}`;

export function blank(number) {
  const head = { id: `process_${number}`, prefix: newPrefix(number), name: { zh: "新流程", en: "New process" }, about: { zh: "新流程", en: "New process" } };
  const step = { kind: "approval", name: { zh: "上级审批", en: "Manager approval" }, who: [{ manager_of: "starter" }], due: "1d" };
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:tuitui="urn:tuitui:bpmn:1" id="Definitions_1" targetNamespace="urn:tuitui:templates" exporter="Tuitui">
  <bpmn:process id="Process_1" name="新流程" isExecutable="true">
    <bpmn:extensionElements><tuitui:template>${words(head)}</tuitui:template></bpmn:extensionElements>
    <bpmn:startEvent id="start" name="发起"><bpmn:outgoing>Flow_1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="manager" name="上级审批"><bpmn:extensionElements><tuitui:step>${words(step)}</tuitui:step></bpmn:extensionElements><bpmn:incoming>Flow_1</bpmn:incoming><bpmn:outgoing>Flow_2</bpmn:outgoing></bpmn:userTask>
    <bpmn:endEvent id="end" name="结束"><bpmn:incoming>Flow_2</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="Flow_1" sourceRef="start" targetRef="manager" />
    <bpmn:sequenceFlow id="Flow_2" sourceRef="manager" targetRef="end" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram_1"><bpmndi:BPMNPlane id="Plane_1" bpmnElement="Process_1">
    <bpmndi:BPMNShape id="start_di" bpmnElement="start"><dc:Bounds x="160" y="142" width="36" height="36" /><bpmndi:BPMNLabel><dc:Bounds x="166" y="184" width="24" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="manager_di" bpmnElement="manager"><dc:Bounds x="260" y="120" width="100" height="80" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="end_di" bpmnElement="end"><dc:Bounds x="430" y="142" width="36" height="36" /><bpmndi:BPMNLabel><dc:Bounds x="436" y="184" width="24" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="Flow_1_di" bpmnElement="Flow_1"><di:waypoint x="196" y="160" /><di:waypoint x="260" y="160" /></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="Flow_2_di" bpmnElement="Flow_2"><di:waypoint x="360" y="160" /><di:waypoint x="430" y="160" /></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
}
