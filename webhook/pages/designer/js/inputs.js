// Inputs with their labels. A change is told when it is finished: a keystroke is no step of undo.

import { el, freshId } from "../../js/dom.js";
import { spoken } from "../../js/words.js";

/** The side of a sentence that the reader reads. */
export const t = (zh, en) => (spoken() === "zh" ? zh : en);

export function labelled(label, input, hint = null) {
  const id = input.id || freshId("input");
  input.id = id;
  return el("div", { class: "field" }, el("label", { class: "field-label", for: id }, label), input, hint ? el("p", { class: "field-hint" }, hint) : null);
}

export function line(label, value, change, { hint = null, ...attributes } = {}) {
  return labelled(label, el("input", { class: "input", type: "text", value: value ?? "", ...attributes, onchange: ({ target }) => { if (target.reportValidity()) change(target.value.trim()); } }), hint);
}

export function area(label, value, change, { hint = null, ...attributes } = {}) {
  return labelled(label, el("textarea", { class: "input mono", spellcheck: "false", value: value ?? "", ...attributes, onchange: ({ target }) => change(target.value.trim(), target) }), hint);
}

export function select(options, value, change, attributes = {}) {
  const known = options.some(([id]) => id === value);
  return el("select", { class: "input", ...attributes, onchange: ({ target }) => change(target.value) },
    known ? null : el("option", { value: value ?? "", selected: true }, value || t("请选择", "Choose")),
    options.map(([id, words]) => el("option", { value: id, selected: id === value }, words)));
}

export function choice(label, options, value, change, { hint = null, ...attributes } = {}) {
  return labelled(label, select(options, value, change, attributes), hint);
}

export function check(label, on, change) {
  return el("label", { class: "check" }, el("input", { type: "checkbox", checked: on, onchange: ({ target }) => change(target.checked) }), el("span", {}, label));
}

/** Several of a few: `change` is told of all that are ticked. */
export function several(label, options, chosen, change) {
  if (!options.length) return null;
  return el("fieldset", { class: "field" }, el("legend", { class: "field-label" }, label),
    el("div", { class: "checks" }, options.map(([id, words]) => check(words, chosen.includes(id), (on) => change(on ? [...chosen, id] : chosen.filter((each) => each !== id))))));
}

/** A part of the panel that opens. It stays as it was when the panel is drawn anew. */
const opened = new Set();
export function section(key, title, ...content) {
  return el("details", { class: "section", "data-section": key, open: opened.has(key), ontoggle: ({ target }) => (target.open ? opened.add(key) : opened.delete(key)) },
    el("summary", {}, title), el("div", { class: "section-body" }, content));
}
