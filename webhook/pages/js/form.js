// The fields of a card: one for every kind of input. What people typed outlives a redraw of the card.

import { button, el, freshId } from "./dom.js";
import { nameOf } from "./directory.js";
import { fileField } from "./files.js";
import { icon } from "./icons.js";
import { moneyWords, parseMoney } from "./money.js";
import { pickOption, pickPerson } from "./picker.js";
import { tableField } from "./table.js";
import { valueWords } from "./time.js";
import { say } from "./words.js";

const FEW = 4; // choices that fit as buttons; more become a list

/** {node, values(), complaint()}: `typed` is a Map of input id → text that the caller keeps. */
export function form(inputs, typed, people) {
  const fields = inputs.map((input) => field(input, typed, people));
  return {
    node: inputs.length ? el("div", { class: "form" }, fields.map(({ node }) => node)) : null,
    values: () => Object.fromEntries(fields.map(({ input, value }) => [input.id, value()])),
    /** Shows what is missing, goes to the first such field, and tells whether there was one. */
    complains: () => {
      const wrong = fields.filter((each) => each.complain());
      wrong[0]?.focus();
      return wrong.length > 0;
    },
  };
}

function field(input, typed, people) {
  const id = freshId("field");
  const error = el("p", { class: "field-error", id: `${id}-error`, role: "alert" });
  const now = () => typed.get(input.id) ?? input.value ?? "";
  const keep = (value) => { typed.set(input.id, value); error.textContent = ""; };
  const control = CONTROLS[input.type]({ input, id, now, keep, people });
  const complaint = () => (now().trim() === "" ? input.required && say("field_required", { label: input.label }) : control.complaint?.(now()));
  const grouped_ = control.group;
  const label = el(grouped_ ? "span" : "label", { class: "field-label", id: `${id}-label`, ...(grouped_ ? {} : { for: id }) },
    input.label, input.required ? null : el("span", { class: "field-optional" }, say("optional")));
  return {
    input,
    node: el("div", { class: "field" }, label, control.node, input.hint ? el("p", { class: "field-hint", id: `${id}-hint` }, input.hint) : null, error),
    value: () => (control.normal ?? ((value) => value.trim()))(now()),
    complain: () => { error.textContent = complaint() || ""; return error.textContent !== ""; },
    focus: () => control.focus.focus(),
  };
}

const described = (input, id) => ({
  id,
  "data-field": input.id,
  "aria-required": input.required ? "true" : null,
  "aria-describedby": `${input.hint ? `${id}-hint ` : ""}${id}-error`,
});

function typedIn(attributes) {
  return ({ input, id, now, keep }) => {
    const node = el("input", { class: "input", autocomplete: "off", ...attributes, ...described(input, id), value: now(), oninput: () => keep(node.value) });
    return { node, focus: node };
  };
}

/** A browser writes dates in its own language; what is seen is in the reader's, until one edits it. */
function date(type) {
  return ({ input, id, now, keep }) => {
    const words = el("span", { class: "date-words", "aria-hidden": "true" });
    const tell = () => {
      words.textContent = now() ? valueWords(now()) : say("choose_date");
      words.classList.toggle("input-empty", !now());
    };
    const node = el("input", { class: "input", type, autocomplete: "off", ...described(input, id), value: now(), oninput: () => { keep(node.value); tell(); } });
    tell();
    return { node: el("div", { class: "date" }, node, words), focus: node };
  };
}

function longText({ input, id, now, keep }) {
  const node = el("textarea", { class: "input", rows: 3, ...described(input, id), value: now(), oninput: () => keep(node.value) });
  return { node, focus: node };
}

function number(context) {
  const control = typedIn({ type: "text", inputmode: "decimal" })(context);
  return { ...control, complaint: (value) => (/^[\d,\uff0c.\s+-]+$/.test(value) ? "" : say("field_number")) };
}

function money({ input, id, now, keep }) {
  const echo = el("span", { class: "money-echo", "aria-live": "polite" });
  const tell = () => {
    const amount = parseMoney(now());
    echo.textContent = amount !== null && amount >= 1000 ? say("money_echo", { amount: moneyWords(amount) }) : "";
  };
  const node = el("input", {
    class: "input", type: "text", inputmode: "decimal", autocomplete: "off", ...described(input, id), value: now(),
    oninput: () => { keep(node.value); tell(); },
  });
  tell();
  return {
    node: el("div", { class: "money" }, el("span", { class: "money-sign", "aria-hidden": "true" }, "¥"), node, echo),
    focus: node,
    normal: (words) => String(parseMoney(words) ?? words.trim()),
    complaint: (value) => (/\d|[一二三四五六七八九十百千万亿]/.test(value) ? "" : say("field_money")),
  };
}

function choice(context) {
  return context.input.options.length <= FEW ? fewChoices(context) : opener(context, {
    shown: (id) => labelOf(context.input, id),
    empty: say("choose"),
    open: (picked) => pickOption({ title: context.input.label, options: context.input.options, current: context.now(), picked }),
  });
}

function fewChoices({ input, id, now, keep }) {
  const options = input.options.map((option) => el("label", { class: "choice" },
    el("input", { type: "radio", name: id, value: option.id, "data-field": `${input.id}=${option.id}`, checked: option.id === now(), onchange: () => keep(option.id) }),
    el("span", {}, option.label)));
  const node = el("div", { class: "choices", role: "radiogroup", "aria-labelledby": `${id}-label`, "aria-describedby": `${id}-error` }, options);
  return { node, focus: options[0]?.firstChild ?? node, group: true };
}

function person(context) {
  const { input, now } = context;
  const options = new Set(input.options.map(({ id }) => id));
  const people = options.size ? context.people.filter(({ id }) => options.has(id)) : context.people;
  if (!people.length && !input.options.length) return typedIn({ type: "text" })(context);
  return opener(context, {
    shown: (id) => labelOf(input, id) ?? named(people.find((each) => each.id === id)) ?? id,
    empty: say("choose_person"),
    open: (picked) => (people.length
      ? pickPerson({ title: input.label, people, current: now(), picked })
      : pickOption({ title: input.label, options: input.options, current: now(), picked })),
  });
}

/** A button that looks like a field and opens a sheet. */
function opener({ input, id, now, keep }, { shown, empty, open }) {
  const words = el("span", {});
  const tell = () => {
    words.textContent = now() ? shown(now()) : empty;
    node.classList.toggle("input-empty", !now());
  };
  const node = button(
    { class: "input input-opener", ...described(input, id), "aria-haspopup": "dialog", "aria-labelledby": `${id}-label ${id}`, onclick: () => open((value) => { keep(value); tell(); node.focus(); }) },
    words, icon("down", 18),
  );
  tell();
  return { node, focus: node };
}

const labelOf = (input, id) => input.options.find((option) => option.id === id)?.label;
const named = (found) => found && nameOf(found);

const CONTROLS = {
  text: typedIn({ type: "text" }),
  long_text: longText,
  number,
  money,
  date: date("date"),
  datetime: date("datetime-local"),
  choice,
  person,
  file: (context) => fileField({ ...context, described: described(context.input, context.id) }),
  table: (context) => tableField({ ...context, cell: (input, typed) => field(input, typed, context.people) }),
};
