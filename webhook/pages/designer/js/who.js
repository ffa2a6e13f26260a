// Who: rules in people's words.

import { button, el } from "../../js/dom.js";
import { side } from "../../js/words.js";
import { check, line, select, t } from "./inputs.js";
import { labelled } from "./fields.js";

const RULES = () => [
  ["person", t("指定的人", "A person")], ["role", t("角色", "A role")], ["head_of", t("部门负责人", "Head of a department")],
  ["manager_of", t("上级", "Manager")], ["managers_of", t("逐级上级", "Managers, level by level")], ["field", t("表单里的人或部门", "Person or department of the form")],
  ["performer_of", t("前面某步的办理人", "Who did an earlier step")], ["starter", t("申请人", "The starter")], ["chosen", t("申请人发起时选", "Chosen by the starter")],
  ["on_call", t("值班的人", "Who is on call")], ["people", t("按条件找人(CEL)", "By a condition (CEL)")],
];
const NAMES = RULES().map(([id]) => id);
const QUALIFIERS = { manager_of: ["level"], managers_of: ["up_to"] };

/** `around`: {words, fields, steps, votes}; `change(rules)` is told of the whole list. */
export function whoList(rules, around, change) {
  const put = (index, rule) => change(rules.map((each, at) => (at === index ? rule : each)));
  return el("div", { class: "rows", "data-test": "who" },
    rules.length ? null : el("p", { class: "empty-note" }, t("还没有人。至少要有一条。", "Nobody yet. At least one rule is needed.")),
    rules.map((rule, index) => whoRow(rule, around, (data) => put(index, data), () => change(rules.filter((_, at) => at !== index)))),
    button({ class: "button button-plain", "data-test": "add-who", onclick: () => change([...rules, { manager_of: "starter" }]) }, t("加一条规则", "Add a rule")));
}

function whoRow(rule, around, put, remove) {
  const name = NAMES.find((each) => rule[each] !== undefined) ?? "person";
  const votes = Object.fromEntries(["weight", "veto"].filter((each) => rule[each] !== undefined).map((each) => [each, rule[each]]));
  const become = (next) => put({ [next]: next === "starter" || next === "chosen" ? true : values(next, around)?.[0]?.[0] ?? "", ...votes });
  const set = (key, value) => { const { [key]: _, ...rest } = rule; put(value === undefined ? rest : { ...rest, [key]: value }); };
  return el("div", { class: "who" },
    el("div", { class: "who-line" }, select(RULES(), name, become, { "aria-label": t("规则", "Rule"), "data-test": "rule" }),
      button({ class: "icon-button", "aria-label": t("去掉这一条", "Remove this rule"), onclick: remove }, "×")),
    operand(name, rule[name], around, (value) => put({ ...Object.fromEntries((QUALIFIERS[name] ?? []).filter((each) => rule[each] !== undefined).map((each) => [each, rule[each]])), [name]: value, ...votes })),
    name === "manager_of" ? line(t("往上几级", "Levels up"), String(rule.level ?? 1), (value) => set("level", Number(value) > 1 ? Number(value) : undefined), { inputmode: "numeric", pattern: "[1-9]|10" }) : null,
    name === "managers_of" ? line(t("到哪一级:级数、职务或角色", "Up to: a number of levels, a title or a role"), String(rule.up_to ?? ""), (value) => set("up_to", value === "" ? undefined : /^\d+$/.test(value) ? Number(value) : value)) : null,
    around.votes ? line(t("票数", "Votes"), String(rule.weight ?? 1), (value) => set("weight", Number(value) > 1 ? Number(value) : undefined), { inputmode: "numeric", pattern: "[1-9][0-9]{0,2}" }) : null,
    around.votes ? check(t("一票否决", "May veto"), rule.veto === true, (on) => set("veto", on || undefined)) : null);
}

function operand(name, value, around, put) {
  if (value === true) return null;
  const options = values(name, around);
  const label = { "aria-label": t("是谁", "Who exactly"), "data-test": "operand" };
  if (options) return select(options, String(value ?? ""), put, label);
  return el("input", { class: "input mono", value: String(value ?? ""), placeholder: 'person.title == "…"', ...label, onchange: ({ target }) => put(target.value.trim()) });
}

function values(name, { words, fields, steps }) {
  const called = (field) => side(labelled(field.label, field.id));
  const of = (...types) => fields.filter(({ type }) => types.includes(type)).map((each) => [each.id, t(`表单:${called(each)}`, `Form: ${called(each)}`)]);
  const starter = ["starter", t("申请人", "The starter")];
  switch (name) {
    case "person": return words.people.map((each) => [each.id, `${side(each.name)} · ${side(each.title)}`]);
    case "role": return words.roles.map((each) => [each.id, side(each.name)]);
    case "on_call": return words.rotas.map((each) => [each.id, side(each.name)]);
    case "head_of": return [[starter[0], t("申请人的部门", "The starter's department")], ...words.departments.map((each) => [each.id, side(each.name)]), ...of("department", "person")];
    case "manager_of": case "managers_of": return [starter, ...of("person")];
    case "field": return of("person", "department", "table");
    case "performer_of": return steps;
    default: return null;
  }
}
