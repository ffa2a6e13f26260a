// Oneself: who one is (in the demo: anyone), the language, the appearance.

import { avatar } from "./avatar.js";
import { nameOf } from "./directory.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { peopleList } from "./picker.js";
import { openSheet } from "./sheet.js";
import { setTheme, theme } from "./theme.js";
import { say, side, spoken } from "./words.js";

const self = (session) => session.people?.find(({ id }) => id === session.user) ?? null;

/** At the foot of the conversations: a whole row. */
export function meRow(session, open) {
  const person = self(session);
  return button({ class: "me-row", "aria-label": say("settings"), onclick: open },
    avatar({ id: session.user, name: person ? nameOf(person) : session.user }),
    el("span", { class: "pick-words" },
      el("span", { class: "pick-name" }, person ? nameOf(person) : session.user),
      person ? el("span", { class: "pick-title" }, side(person.title)) : null),
    el("span", { class: "me-more" }, session.demo ? say("switch_person") : say("settings"), icon("forward", 16)));
}

/** In a phone's header: just the face. */
export function meButton(session, open) {
  const person = self(session);
  return button({ class: "icon-button me-button", "aria-label": say("settings"), onclick: open }, avatar({ id: session.user, name: person ? nameOf(person) : session.user }));
}

export function openMe(session, { become, chooseLanguage }) {
  const sheet = openSheet({
    title: say("settings"),
    content: [
      el("div", { class: "settings" },
        segments(say("language"), [["zh", "中文"], ["en", "English"]], spoken(), (language) => { sheet.close(); chooseLanguage(language); }),
        segments(say("theme"), [["", say("theme_system")], ["light", say("theme_light")], ["dark", say("theme_dark")]], theme(), setTheme)),
      session.demo ? el("h3", { class: "sheet-section" }, say("switch_person")) : null,
      session.demo ? peopleList({ people: session.people, current: session.user, choose: (person) => { sheet.close(); become(person.id); } }) : null,
    ],
  });
}

/** The first screen of the demo: nobody is anyone yet. */
export function askWho(session, { become, chooseLanguage }) {
  const other = spoken() === "zh" ? "en" : "zh";
  const sheet = openSheet({
    title: say("who_are_you"),
    obligatory: true,
    content: [
      el("p", { class: "who-hint" }, say("who_hint"), " ",
        button({ class: "link-button", lang: other, onclick: () => { sheet.close(); chooseLanguage(other); } }, other === "en" ? "English" : "中文")),
      peopleList({ people: session.people, current: null, choose: (person) => { sheet.close(); become(person.id); } }),
    ],
  });
}

function segments(label, options, current, choose) {
  const row = el("div", { class: "segments", role: "radiogroup", "aria-label": label }, options.map(([id, words]) => el("label", { class: "segment" },
    el("input", { type: "radio", name: label, value: id, checked: id === current, onchange: () => choose(id) }), el("span", {}, words))));
  return el("div", { class: "setting" }, el("span", { class: "setting-label", "aria-hidden": "true" }, label), row);
}
