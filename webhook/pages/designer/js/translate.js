// The drawing tool's own words in Chinese; what is not here stays English.

const ZH = {
  "Activate hand tool": "拖动画布", "Activate lasso tool": "框选", "Activate create/remove space tool": "腾出空间", "Activate global connect tool": "连线",
  "Create start event": "开始", "Create intermediate/boundary event": "中间事件", "Create end event": "结束", "Create gateway": "判断", "Create task": "步骤",
  "Create expanded sub-process": "子流程", "Create data object reference": "数据对象", "Create data store reference": "数据存储", "Create pool/participant": "泳池", "Create group": "分组",
  "Append end event": "接上:结束", "Append gateway": "接上:判断", "Append task": "接上:步骤", "Append intermediate/boundary event": "接上:事件", "Append text annotation": "加注释", "Add text annotation": "加注释",
  "Change element": "换一种", Delete: "删除", Remove: "删除", "Connect to other element": "连到…", "Set color": "颜色", "Search in diagram": "在图里找", "Add lane above": "上面加泳道", "Add lane below": "下面加泳道",
  "Exclusive gateway": "判断(走一条)", "Parallel gateway": "同时走", "Inclusive gateway": "条件成立的都走", "Event-based gateway": "先发生的走", "Complex gateway": "复杂网关",
  Task: "步骤", "User task": "人来办", "Manual task": "手工办", "Service task": "调用系统", "Send task": "知会", "Receive task": "等消息", "Script task": "脚本", "Business rule task": "规则", "Call activity": "子流程调用",
  "Start event": "开始", "End event": "结束", "Timer intermediate catch event": "等时间", "Message intermediate catch event": "等消息", "Sequence flow": "连线", "Default flow": "默认连线", "Conditional flow": "带条件的连线",
};

export const translation = (language) => ({
  translate: ["value", (text, names = {}) => ((language === "zh" && ZH[text]) || text).replace(/\{(\w+)\}/g, (whole, name) => names[name] ?? whole)],
});
