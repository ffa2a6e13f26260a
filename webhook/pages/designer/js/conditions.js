// Conditions on a way out of a decision: built of field, comparison and value, or written by experts in CEL.

import { button, el } from "../../js/dom.js";
import { side } from "../../js/words.js";
import { labelled } from "./fields.js";
import { area, check, select, t } from "./inputs.js";

const COMPARISONS = () => [
  [">", t("大于", "is above")], [">=", t("不小于", "is at least")], ["<", t("小于", "is below")], ["<=", t("不大于", "is at most")],
  ["==", t("等于", "is")], ["!=", t("不等于", "is not")], ["contains", t("包含", "contains")],
];
const NUMERIC = ["number", "money"];
const ONE = /^\s*([a-z][a-z0-9_]*)\s*(>=|<=|==|!=|>|<)\s*("(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?)\s*$/;
const CONTAINS = /^\s*([a-z][a-z0-9_]*)\.contains\(("(?:\\.|[^"\\])*")\)\s*$/;

/** `amount > 20000 && kind == "a"` → rows; null for what only an expert can edit. */
export function rowsOf(when) {
  const rows = when.split("&&").map((part) => {
    const found = part.match(ONE) ?? part.match(CONTAINS)?.toSpliced(2, 0, "contains");
    return found ? { field: found[1], how: found[2], value: found[3].startsWith('"') ? JSON.parse(found[3]) : found[3] } : null;
  });
  return rows.includes(null) ? null : rows;
}

export function celOf(rows, fields) {
  return rows.map(({ field, how, value }) => {
    const isNumber = NUMERIC.includes(fields.find(({ id }) => id === field)?.type);
    const written = isNumber ? String(Number(String(value).replace(/[,\s]/g, "")) || 0) : JSON.stringify(String(value));
    return how === "contains" ? `${field}.contains(${written})` : `${field} ${how} ${written}`;
  }).join(" && ");
}

/** `when` is null for the way that is taken otherwise; `change` is told of the CEL or null. */
export function conditionEditor({ when, fields, otherwise, change }) {
  const rows = when ? rowsOf(when) : [];
  const usable = fields.filter(({ type }) => !["file", "table"].includes(type));
  const put = (next) => change(next.length ? celOf(next, fields) : "");
  const plain = rows && (usable.length
    ? [rows.map((row, index) => conditionRow(row, usable, (data) => put(rows.map((each, at) => (at === index ? data : each))), () => put(rows.filter((_, at) => at !== index)))),
      button({ class: "button button-plain", "data-test": "add-condition", onclick: () => put([...rows, fresh(usable[0])]) }, rows.length ? t("并且…", "And …") : t("加一个条件", "Add a condition"))]
    : el("p", { class: "empty-note" }, t("表单还没有字段。点空白处,先在「表单」里加。", "The form has no fields yet. Click the empty canvas and add them under “Form”.")));
  return el("div", { class: "rows", "data-test": "condition" },
    check(t("其他条件都不成立时走这条", "Taken when no other condition holds"), otherwise, (on) => change(on ? null : "")),
    otherwise ? null : [plain ?? el("p", { class: "empty-note" }, t("这个条件只能用 CEL 改。", "This condition can only be edited as CEL.")),
      el("details", { class: "section", open: !rows }, el("summary", {}, t("专家:CEL", "Experts: CEL")),
        el("div", { class: "section-body" }, area("CEL", when ?? "", (text) => change(text), { rows: 2, "data-test": "cel" })))]);
}

function fresh(field) {
  const first = field.type === "choice" ? field.options?.[0]?.id ?? "" : "0";
  return { field: field.id, how: NUMERIC.includes(field.type) ? ">" : "==", value: NUMERIC.includes(field.type) ? "0" : first === "0" ? "" : first };
}

function conditionRow(row, fields, put, remove) {
  const field = fields.find(({ id }) => id === row.field);
  const ordered = NUMERIC.includes(field?.type) || ["date", "datetime"].includes(field?.type);
  const comparisons = COMPARISONS().filter(([id]) => (id === "contains" ? !ordered && field?.type !== "choice" : ordered || id === "==" || id === "!="));
  const value = field?.type === "choice"
    ? select((field.options ?? []).map((each) => [each.id, side(labelled(each.label, each.id))]), row.value, (next) => put({ ...row, value: next }), { "aria-label": t("值", "Value"), "data-test": "value" })
    : el("input", { class: "input", value: row.value, inputmode: ordered ? "decimal" : "text", "aria-label": t("值", "Value"), "data-test": "value", onchange: ({ target }) => put({ ...row, value: target.value.trim() }) });
  return el("div", { class: "condition" },
    select(fields.map((each) => [each.id, side(labelled(each.label, each.id))]), row.field, (next) => put(fresh(fields.find(({ id }) => id === next))), { "aria-label": t("字段", "Field"), "data-test": "condition-field" }),
    select(comparisons, row.how, (how) => put({ ...row, how }), { "aria-label": t("比较", "Comparison"), "data-test": "comparison" }),
    value,
    button({ class: "icon-button", "aria-label": t("去掉这个条件", "Remove this condition"), onclick: remove }, "×"));
}
