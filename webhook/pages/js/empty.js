// What stands where nothing is yet: the shape of what comes, or what to do first.

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { say, spoken, SUGGESTIONS } from "./words.js";

export function skeleton() {
  const shape = (side, width, lines = 1) => el("div", { class: `ghost ghost-${side}` }, el("div", { class: `ghost-bubble ghost-${width} ghost-lines-${lines}` }));
  return el("div", { class: "ghosts", role: "status", "aria-label": say("loading") },
    shape("left", "wide", 3), shape("right", "narrow"), shape("left", "middle", 2), shape("right", "middle"), shape("left", "wide", 3));
}

export function listSkeleton() {
  return el("div", { class: "ghosts", role: "status", "aria-label": say("loading") },
    [0, 1, 2, 3].map(() => el("div", { class: "ghost-item" }, el("div", { class: "ghost-face" }), el("div", { class: "ghost-words" }))));
}

/** Below what came unasked, to whoever has not said a word yet. */
export function firstWords(chat, conversation) {
  return el("ul", { class: "suggestions suggestions-few", "aria-label": say("suggestions") }, SUGGESTIONS[spoken()].slice(0, 3).map((words) => el("li", {},
    button({ class: "button button-plain chip", onclick: () => chat.send(conversation, words) }, words))));
}

export function emptyState(chat, conversation) {
  if (!chat.conversation(conversation)?.direct) return el("p", { class: "empty-group" }, say("empty_group"));
  return el("section", { class: "empty" },
    el("div", { class: "empty-mark" }, icon("logo", 30)),
    el("h2", {}, say("empty_title")),
    el("p", {}, say("empty_text")),
    el("ul", { class: "suggestions", "aria-label": say("suggestions") }, SUGGESTIONS[spoken()].map((words) => el("li", {},
      button({ class: "suggestion", onclick: () => chat.send(conversation, words) }, words, icon("forward", 16))))));
}
