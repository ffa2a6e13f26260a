// The form that starts a process: its questions, one row each.

import { button, el } from "../../js/dom.js";
import { check, choice, line, t } from "./inputs.js";

export const TYPES = () => [
  ["text", t("文字", "Text")], ["long_text", t("长文字", "Long text")], ["number", t("数字", "Number")],
  ["money", t("金额(元)", "Money (yuan)")], ["date", t("日期", "Date")], ["datetime", t("日期和时间", "Date and time")],
  ["person", t("人", "Person")], ["department", t("部门", "Department")], ["choice", t("选项", "Choice")],
  ["file", t("文件", "Files")], ["table", t("明细表", "Table")],
];

export const labelled = (label, fallback = "") => (typeof label === "string" ? { zh: label, en: label } : label ?? { zh: fallback, en: fallback });

/** `change(fields)` is told of the whole list. */
export function fieldList(fields, change) {
  const put = (index, data) => change(fields.map((each, at) => (at === index ? data : each)));
  return el("div", { class: "rows" },
    fields.map((field, index) => fieldRow(field, (data) => put(index, data), () => change(fields.filter((_, at) => at !== index)))),
    button({ class: "button button-plain", "data-test": "add-field", onclick: () => change([...fields, fresh(fields)]) }, t("加一个字段", "Add a field")));
}

function fresh(fields) {
  let number = fields.length + 1;
  while (fields.some(({ id }) => id === `field_${number}`)) number += 1;
  return { id: `field_${number}`, label: { zh: `字段 ${number}`, en: `Field ${number}` } };
}

function fieldRow(field, put, remove) {
  const label = labelled(field.label, field.id);
  const type = field.type ?? "text";
  const without = (key, value) => { const { [key]: _, ...rest } = field; return value === undefined ? rest : { ...rest, [key]: value }; };
  return el("details", { class: "row", "data-field": field.id },
    el("summary", {}, el("span", { class: "row-name" }, t(label.zh, label.en)), el("span", { class: "row-more" }, TYPES().find(([id]) => id === type)?.[1] ?? type)),
    el("div", { class: "row-body" },
      line(t("名称(中文)", "Name in Chinese"), label.zh, (zh) => put({ ...field, label: { ...label, zh, en: label.en === label.zh ? zh : label.en } })),
      line(t("名称(英文)", "Name in English"), label.en, (en) => put({ ...field, label: { ...label, en } })),
      line(t("编号,条件里用它", "Id, used in conditions"), field.id, (id) => put({ ...field, id }), { pattern: "[a-z][a-z0-9_]*" }),
      choice(t("类型", "Type"), TYPES(), type, (value) => put(without("type", value === "text" ? undefined : value))),
      type === "choice" ? line(t("选项,用逗号隔开", "Choices, with commas between"), (field.options ?? []).map(({ label: each }) => labelled(each).zh).join(","),
        (words) => put({ ...field, options: options(words, field.options ?? []) })) : null,
      check(t("必填", "Required"), field.required === true, (on) => put(without("required", on || undefined))),
      button({ class: "link-button danger", onclick: remove }, t("删掉这个字段", "Remove this field"))));
}

function options(words, before) {
  return words.split(/[,,、]/).map((each) => each.trim()).filter(Boolean).map((word, index) =>
    before.find(({ label }) => labelled(label).zh === word) ?? { id: /^[a-z][a-z0-9_]*$/.test(word) ? word : `option_${index + 1}`, label: { zh: word, en: word } });
}
