// The list on the left, a screen of its own on a phone: newest first, with search and unread marks.

import { botAvatar, groupAvatar } from "./avatar.js";
import { el } from "./dom.js";
import { listSkeleton } from "./empty.js";
import { icon } from "./icons.js";
import { flat } from "./markdown.js";
import { say, side } from "./words.js";

export class Conversations {
  constructor(chat, me) {
    this.chat = chat;
    this.field = el("input", {
      type: "search", class: "search-field", placeholder: say("search_conversations"), "aria-label": say("search_conversations"), autocomplete: "off", oninput: () => this.draw(),
    });
    this.list = el("nav", { class: "conversation-list", "aria-label": say("conversations") });
    this.node = el("aside", { class: "conversations" },
      el("header", { class: "brand" }, el("span", { class: "brand-mark" }, icon("logo", 18)), el("h1", {}, say("app"))),
      el("div", { class: "search" }, icon("search", 18), this.field),
      this.list,
      me);
    chat.addEventListener("conversations", () => this.draw());
    this.draw();
  }

  focusSearch() {
    this.field.focus();
    this.field.select();
  }

  draw() {
    const { conversations } = this.chat;
    if (!conversations) {
      this.list.replaceChildren(listSkeleton());
      return;
    }
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    const words = this.field.value.trim().toLowerCase();
    const found = conversations.filter((item) => !words || `${item.title.zh} ${item.title.en} ${item.last?.text ?? ""}`.toLowerCase().includes(words));
    const nothing = conversations.length ? say("no_conversation_found", { words: this.field.value.trim() }) : say("no_conversations");
    this.list.replaceChildren(...(found.length ? found.map((item) => this.#item(item)) : [el("p", { class: "nothing" }, nothing)]));
    if (focused) this.list.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  }

  #item({ id, title, direct, unread, last }) {
    return el("a", { class: "conversation", href: `#/c/${encodeURIComponent(id)}`, "data-id": id, "aria-current": id === this.chat.current ? "page" : null },
      direct ? botAvatar() : groupAvatar(),
      el("span", { class: "conversation-words" },
        el("span", { class: "conversation-top" },
          el("span", { class: "conversation-title" }, side(title)),
          last ? el("time", { datetime: last.at }, this.chat.clock.short(new Date(last.at))) : null),
        el("span", { class: "conversation-bottom" },
          el("span", { class: "conversation-last" }, last ? flat(last.text) : ""),
          unread ? el("span", { class: "badge", "aria-label": say("unread", { n: unread }) }, unread > 99 ? "99+" : unread) : null)));
  }
}
