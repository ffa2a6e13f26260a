// The demo's time machine: reminders and escalations before one's eyes.

import { button, el } from "./dom.js";
import { openSheet } from "./sheet.js";
import { say } from "./words.js";

const LEAPS = [["advance_hour", "PT1H"], ["advance_day", "P1D"], ["advance_week", "P7D"]];

export function openTimeMachine(chat) {
  const now = el("p", { class: "machine-now", "aria-live": "polite" });
  const draw = () => { now.textContent = chat.clock.full(chat.clock.now()); };
  const leap = async ([, period], pressed) => {
    leaps.disabled = true;
    pressed.classList.add("button-busy");
    await chat.advance(period);
    leaps.disabled = false;
    pressed.classList.remove("button-busy");
    draw();
    pressed.focus();
  };
  const leaps = el("fieldset", { class: "machine-leaps" }, LEAPS.map((each) => button(
    { class: "button button-plain", onclick: ({ currentTarget }) => leap(each, currentTarget) }, say(each[0]))));
  draw();
  chat.addEventListener("clock", draw);
  openSheet({
    title: say("time_machine"),
    content: el("div", { class: "machine" }, now, el("p", { class: "machine-hint" }, say("time_hint")), leaps),
    closed: () => chat.removeEventListener("clock", draw),
  });
}
