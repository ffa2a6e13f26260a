// Over the messages: where one is, the company's time, the way back on a phone.

import { botAvatar, groupAvatar } from "./avatar.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { openTimeMachine } from "./timemachine.js";
import { say, side } from "./words.js";

export class Header {
  constructor(chat, { back, me }) {
    this.chat = chat;
    this.others = el("span", { class: "badge back-badge", hidden: true });
    this.title = el("h2", {});
    this.subtitle = el("p", {});
    this.face = el("span", { class: "header-face" });
    this.clock = chat.session.demo ? button({ class: "clock-button", onclick: () => openTimeMachine(chat) }, icon("clock", 16), el("span", {})) : null;
    this.node = el("header", { class: "header" },
      button({ class: "icon-button back", "aria-label": say("back"), onclick: back }, icon("back", 24), this.others),
      this.face, el("div", { class: "header-words" }, this.title, this.subtitle), this.clock, me);
    for (const name of ["conversations", "typing"]) chat.addEventListener(name, () => this.draw());
    chat.addEventListener("clock", () => this.tick());
    this.timer = setInterval(() => this.tick(), 10_000);
    this.tick();
  }

  stop() {
    clearInterval(this.timer);
  }

  draw() {
    const { chat } = this;
    const conversation = chat.conversation(chat.current);
    const elsewhere = (chat.conversations ?? []).reduce((sum, { id, unread }) => sum + (id === chat.current ? 0 : unread), 0);
    this.others.hidden = elsewhere === 0;
    this.others.textContent = elsewhere > 99 ? "99+" : String(elsewhere);
    this.others.setAttribute("aria-label", say("unread", { n: elsewhere }));
    const unseen = elsewhere + (document.hidden ? conversation?.unread ?? 0 : 0);
    document.title = unseen ? `(${unseen}) ${say("app")}` : say("app");
    if (!conversation) return;
    this.title.textContent = side(conversation.title);
    this.subtitle.textContent = chat.isTyping(chat.current) ? say("typing") : say(conversation.direct ? "assistant" : "group");
    this.face.replaceChildren(conversation.direct ? botAvatar() : groupAvatar());
  }

  tick() {
    if (!this.clock) return;
    const now = this.chat.clock.now();
    this.clock.lastChild.textContent = this.chat.clock.brief(now);
    this.clock.setAttribute("aria-label", `${say("company_time", { at: this.chat.clock.full(now) })}. ${say("time_machine")}`);
  }
}
