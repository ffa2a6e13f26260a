"""The peer: SpiffWorkflow 3 driving the same process from BPMN, specification shared, state one JSON row.

Sharing the specification is our tuning (as documented it is in every row, at two thirds of the speed).
It keeps no history, no outbox and no list of tasks.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import DEFAULT_CONFIG, BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.default.workflow import BpmnWorkflowConverter
from SpiffWorkflow.util.task import TaskState

from bench.purchase import Request

BPMN = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://tuitui">
 <process id="purchase" isExecutable="true">
  <startEvent id="begin"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="manager"/>
  <manualTask id="manager" name="manager"/>
  <sequenceFlow id="f2" sourceRef="manager" targetRef="large"/>
  <exclusiveGateway id="large" default="f4"/>
  <sequenceFlow id="f3" sourceRef="large" targetRef="cfo">
   <conditionExpression>budget &gt; 500000</conditionExpression>
  </sequenceFlow>
  <sequenceFlow id="f4" sourceRef="large" targetRef="done"/>
  <manualTask id="cfo" name="cfo"/>
  <sequenceFlow id="f5" sourceRef="cfo" targetRef="done"/>
  <endEvent id="done"/>
 </process>
</definitions>"""


def _specification() -> Any:
    parser = BpmnParser()
    parser.add_bpmn_str(BPMN)
    return parser.get_spec("purchase")


class _SharedSpec(BpmnWorkflowConverter):  # type: ignore[misc]  # SpiffWorkflow has no types
    """Leaves out of the row what is the same in all of them."""

    spec = _specification()

    def to_dict(self, workflow: Any) -> dict[str, Any]:
        written: dict[str, Any] = super(BpmnWorkflowConverter, self).to_dict(workflow)
        return written

    def from_dict(self, dct: dict[str, Any]) -> Any:
        workflow = self.target_class(self.spec, {}, deserializing=True)
        workflow.tasks = self.mapping_from_dict(dct["tasks"], UUID, workflow=workflow)
        workflow.task_tree = workflow.tasks.get(UUID(dct["root"]))
        self.set_default_attributes(workflow, dct)
        return workflow


class Spiff:
    """On a connection of sqlite3 or psycopg. `begin` is empty where the driver begins by itself."""

    def __init__(self, connection: Any, *, begin: str, mark: str) -> None:
        self._connection, self._begin = connection, begin
        self._serializer = BpmnWorkflowSerializer(
            BpmnWorkflowSerializer.configure(DEFAULT_CONFIG | {BpmnWorkflow: _SharedSpec})
        )
        self._insert = f"INSERT INTO spiff (id, state) VALUES ({mark}, {mark})"
        self._load = f"SELECT state FROM spiff WHERE id = {mark}"
        self._update = f"UPDATE spiff SET state = {mark} WHERE id = {mark}"
        connection.execute("CREATE TABLE IF NOT EXISTS spiff (id TEXT PRIMARY KEY, state TEXT NOT NULL)")
        connection.commit()

    def start(self, number: str, request: Request) -> None:
        workflow = BpmnWorkflow(_SharedSpec.spec)
        workflow.task_tree.set_data(**request.fields)
        workflow.do_engine_steps()
        if self._begin:
            self._connection.execute(self._begin)
        self._connection.execute(self._insert, (number, self._serializer.serialize_json(workflow)))
        self._connection.commit()

    def approve(self, number: str, step: str) -> None:
        if self._begin:
            self._connection.execute(self._begin)
        [state] = self._connection.execute(self._load, (number,)).fetchone()
        workflow = self._serializer.deserialize_json(state)
        [task] = workflow.get_tasks(state=TaskState.READY, spec_name=step)
        task.set_data(comment="同意")
        task.run()
        workflow.do_engine_steps()
        self._connection.execute(self._update, (self._serializer.serialize_json(workflow), number))
        self._connection.commit()

    def is_completed(self, number: str) -> bool:
        [state] = self._connection.execute(self._load, (number,)).fetchone()
        self._connection.commit()
        completed: bool = self._serializer.deserialize_json(state).completed
        return completed
