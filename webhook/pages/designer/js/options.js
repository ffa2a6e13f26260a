// Every setting of a step for people, each with its default, as the engine knows them.

import { el } from "../../js/dom.js";
import { side } from "../../js/words.js";
import { labelled } from "./fields.js";
import { area, check, choice, section, several, t } from "./inputs.js";

const MODES = () => [
  ["any", t("或签:一人同意即可", "Any one of them")], ["all", t("会签:所有人都同意", "All of them")], ["sequence", t("依次:一个接一个", "One after another")],
  ["vote", t("票签:按票数", "A vote")], ["claim", t("认领:谁先领谁办", "Whoever claims it")],
];

/** [key, title, choices, default, kinds]; the default is left out of what is written. */
const SETTINGS = (steps) => [
  ["empty", t("找不到人时", "When nobody fits"), [["admin", t("转给管理员", "To the administrators")], ["pass", t("自动通过", "Pass")], ["halt", t("停下等处理", "Halt")]], "admin"],
  ["self", t("审批人就是申请人时", "When the approver is the starter"), [["manager", t("转给他的上级", "To the manager")], ["pass", t("自动通过", "Pass")], ["allow", t("允许自己批", "Allow")]], "manager", ["approval"]],
  ["repeat", t("同一人再次出现时", "When somebody approves again"), [["adjacent", t("相邻的自动通过", "Pass adjacent repeats")], ["any", t("批过就自动通过", "Pass any repeat")], ["ask", t("再问一次", "Ask again")]], "adjacent", ["approval"]],
  ["reject_to", t("驳回后", "After a rejection"), [["end", t("流程结束", "The process ends")], ["starter", t("退给申请人", "Back to the starter")], ...steps.map(([id, name]) => [id, t(`到「${name}」`, `To “${name}”`)])], "end", ["approval"]],
  ["return", t("可以退回", "May be returned"), [[true, t("可以,退到任何一步", "Yes, to any earlier step")], [false, t("不可以", "No")]], true],
  ["way_back", t("退回改好后", "After a return"), [["walk_again", t("重新走一遍", "Walk again")], ["straight_back", t("直接回来", "Straight back")], ["ask", t("退回时选", "Ask")]], "walk_again"],
  ["timeout", t("超时", "When overdue"), [["remind", t("提醒", "Remind")], ["pass", t("自动通过", "Pass")], ["reject", t("自动驳回", "Reject")], ["escalate", t("上报", "Escalate")]], "remind"],
  ["transfer", t("可以转交", "May be transferred"), [[true, t("可以", "Yes")], [false, t("不可以", "No")]], true],
  ["add_signer", t("可以加签", "May add signers"), [[true, t("可以", "Yes")], [false, t("不可以", "No")]], true],
  ["take_back", t("可以收回自己的决定", "May take back the decision"), [[true, t("可以", "Yes")], [false, t("不可以", "No")]], true],
  ["comment", t("意见", "Comment"), [["optional", t("选填", "Optional")], ["required", t("必填", "Required")], ["required_to_reject", t("驳回时必填", "Required to reject")]], "optional"],
  ["files", t("附件", "Attachments"), [["none", t("不要求", "Not asked for")], ["required", t("必须有", "Required")]], "none"],
  ["batch", t("可以批量审批", "May be decided in a batch"), [[true, t("可以", "Yes")], [false, t("不可以", "No")]], true],
  ["final", t("办过之后还能撤回流程", "May be withdrawn after it"), [[false, t("可以", "Yes")], [true, t("不可以", "No")]], false],
];

export function modePart(data, put) {
  const kinds = MODES().filter(([id]) => data.kind === "approval" || id !== "vote");
  return [
    choice(t("怎么办", "How"), kinds, data.mode ?? "any", (mode) => put({ mode: mode === "any" ? undefined : mode, ...(mode === "vote" ? {} : { pass: undefined }) }), { "data-test": "mode" }),
    data.mode === "vote" ? area(t("通过要多少票:2/3、> 1/2、66.67% 或票数 3", "Votes needed: 2/3, > 1/2, 66.67% or a count such as 3"), String(data.pass ?? "> 1/2"), (pass) => put({ pass: pass || undefined }), { rows: 1 }) : null,
  ];
}

export function settingsPart(data, { fields, steps }, put) {
  const offered = SETTINGS(steps).filter(([, , , , kinds]) => !kinds || kinds.includes(data.kind));
  const names = fields.map((each) => [each.id, side(labelled(each.label, each.id))]);
  const list = (key, label) => several(label, names, data[key] ?? [], (chosen) => put({ [key]: chosen.length ? chosen : undefined }));
  const changed = offered.filter(([key]) => data[key] !== undefined).length;
  return section("settings", changed ? t(`选项(改了 ${changed} 项)`, `Options (${changed} changed)`) : t("选项(都是默认)", "Options (all defaults)"),
    offered.map(([key, label, options, standard]) => setting(key, label, options, standard, data, put)),
    list("edits", t("这一步可以改的字段", "Fields that may be changed here")),
    list("requires", t("办完时必须有的字段", "Fields that must be filled here")),
    list("hidden", t("这一步看不到的字段", "Fields hidden here")),
    data.kind === "approval" && (data.mode ?? "any") === "any"
      ? check(t("所有人都驳回才算驳回", "Rejected only when all of them reject"), data.any_reject === "all", (on) => put({ any_reject: on ? "all" : undefined })) : null);
}

/** A value that is an object (a person to go to, a set of people) is kept, and edited as JSON below. */
function setting(key, label, options, standard, data, put) {
  const value = data[key] ?? standard;
  const shown = options.map(([id, words]) => [String(id), id === standard ? t(`${words}(默认)`, `${words} (default)`) : words]);
  if (typeof value === "object") return el("div", { class: "field" }, el("span", { class: "field-label" }, label), el("code", { class: "mono" }, JSON.stringify(value)));
  return choice(label, shown, String(value), (chosen) => {
    const [id] = options.find(([each]) => String(each) === chosen) ?? [chosen];
    put({ [key]: id === standard ? undefined : id });
  }, { "data-setting": key });
}
