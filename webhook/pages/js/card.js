// One card, from the top: state, title, facts, context, form, buttons; after a decision its outcome instead.

import { button, el, freshId } from "./dom.js";
import { form } from "./form.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const STATE_ICONS = { waiting: "clock", done: "check", rejected: "close", cancelled: "minus", info: "info" };
const BUTTONS_SHOWN = 4;

export function cardNode(message, card, { chat, reply }) {
  const title = freshId("card");
  const pressed = chat.presses.state(message, card);
  const fields = form(card.inputs ?? [], chat.presses.typed(message, card), chat.session.people ?? []);
  const press = (action, checked) => {
    if (checked && fields.complains()) return;
    chat.press(message, card, action, fields.values());
  };
  return el(
    "article", { class: `card card-${card.state}`, "aria-labelledby": title, tabindex: "-1" },
    el("div", { class: "card-strip" },
      el("span", { class: "card-state" }, icon(stateIcon(card), 16), card.status),
      card.number ? el("span", { class: "card-number" }, card.number) : null),
    el("h3", { class: "card-title", id: title }, card.title),
    facts(card.facts),
    details(card, chat.presses.typed(message, card)),
    card.context ? el("p", { class: "card-context" }, card.context) : null,
    card.outcome ? el("p", { class: "card-outcome" }, icon(STATE_ICONS[card.state], 16), el("span", {}, card.outcome)) : null,
    el("fieldset", { class: "card-acts", disabled: pressed?.busy ?? false, "aria-busy": pressed?.busy ? "true" : null },
      fields.node, card.outcome ? null : buttons(card, pressed, press)),
    pressed?.sentence ? el("p", { class: "card-sentence", role: "alert" }, icon("alert", 16), pressed.sentence) : null,
    el("footer", { class: "card-foot" }, button({ class: "quiet-button", onclick: () => reply(message) }, icon("reply", 16), say("reply"))),
  );
}

// Red with something left to do is late, not refused: no cross then.
const stateIcon = ({ state, buttons }) => (state === "rejected" && buttons?.length ? "alert" : STATE_ICONS[state]);

function facts(list) {
  if (!list?.length) return null;
  return el("dl", { class: "facts" }, list.map(({ label, value, links }) => el("div", {}, el("dt", {}, label), el("dd", {}, links?.length ? links.map(fileLink) : value))));
}

const fileLink = ({ label, url }) => el("a", { class: "file-link", href: url, download: label }, icon("clip", 16), label);

/** Whether the details are open is remembered with what was typed, so that a redraw does not close them. */
function details(card, typed) {
  if (!card.more?.length) return null;
  const id = freshId("details");
  const region = el("div", { id }, facts(card.more));
  const word = el("span", {});
  const show = (open) => {
    region.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    word.textContent = say(open ? "less" : "details");
  };
  const toggle = button({
    class: "quiet-button details-toggle", "aria-controls": id,
    onclick: () => {
      const open = region.hidden;
      typed.set(OPEN, open ? "yes" : "");
      toggle.dispatchEvent(new CustomEvent("unfold", { bubbles: true }));
      show(open);
    },
  }, word, icon("down", 16));
  show(typed.get(OPEN) === "yes");
  return el("div", { class: "details" }, region, toggle);
}

const OPEN = " details"; // no input's id starts with a space

function buttons({ buttons: list, extra }, pressed, press) {
  if (!list?.length) return null;
  const { shown, rest } = arrange(list, extra ?? []);
  const draw = (each) => actButton(each, pressed, press);
  const row = el("div", { class: "buttons" }, shown.map(draw));
  if (rest.length) {
    const more = button({
      class: "button button-plain", "aria-haspopup": "true",
      onclick: () => { const next = rest.map(draw); more.replaceWith(...next); next[0].focus(); },
    }, say("more"));
    row.insertBefore(more, row.querySelector(".button-danger"));
  }
  return row;
}

/** The likely one first, what destroys last; beyond four, 更多 among them, plain ones go behind it. */
function arrange(list, extra) {
  const ordered = ["primary", "plain", "danger"].flatMap((style) => list.filter((each) => each.style === style));
  if (extra.length === 1 && ordered.length < BUTTONS_SHOWN && !ordered.some(({ style }) => style === "danger")) return { shown: [...ordered, ...extra], rest: [] }; // 更多 would hide what takes its place
  if (ordered.length + (extra.length ? 1 : 0) <= BUTTONS_SHOWN) return { shown: ordered, rest: extra };
  const plain = ordered.filter(({ style }) => style === "plain");
  const rest = plain.slice(Math.max(0, plain.length - (ordered.length - BUTTONS_SHOWN + 1)));
  return { shown: ordered.filter((each) => !rest.includes(each)), rest: [...rest, ...extra] };
}

export function actButton({ id, label, style }, pressed, press) {
  const mine = pressed?.busy && pressed.action === id;
  return button(
    { class: `button button-${style}${mine ? " button-busy" : ""}`, "data-field": id, "aria-busy": mine ? "true" : null, onclick: () => press(id, style === "primary") },
    mine ? el("span", { class: "spinner", "aria-hidden": "true" }) : null, el("span", {}, label),
  );
}
