// Where one writes: Enter sends, Shift+Enter breaks the line, and an input method's Enter belongs to it.

import { button, el, touchFirst } from "./dom.js";
import { fileButton } from "./files.js";
import { icon } from "./icons.js";
import { gist } from "./message.js";
import { Recorder } from "./voice.js";
import { say, side } from "./words.js";

export class Composer {
  #conversation = null;
  #early = false; // Enter was pressed before the conversation was there

  constructor(chat) {
    this.chat = chat;
    this.field = el("textarea", {
      class: "composer-field", rows: 1, enterkeyhint: "send", autocomplete: "off", oninput: () => this.#typed(), onkeydown: (event) => this.#key(event),
    });
    this.quote = el("div", { class: "composer-quote", hidden: true });
    this.sendButton = button({ class: "send-button", "aria-label": say("send"), onclick: () => this.send() }, icon("send"));
    this.recorder = new Recorder(chat, () => this.#conversation);
    this.node = el("div", { class: "composer" },
      this.quote,
      el("div", { class: "composer-row" }, this.recorder.node, fileButton((files, sentence) => this.#sendFiles(files, sentence)), this.field, this.sendButton));
  }

  show(conversation) {
    const typed = this.#conversation === null ? this.field.value : "";
    this.#conversation = conversation;
    if (typed) this.chat.drafts.set(conversation, typed);
    this.recorder.cancel();
    const { direct, title } = this.chat.conversation(conversation) ?? { direct: true };
    const words = direct ? say("message_to", { who: say("app") }) : say("message_in", { who: side(title) });
    this.field.placeholder = words;
    this.field.setAttribute("aria-label", words);
    this.field.value = this.chat.drafts.get(conversation);
    this.#drawQuote();
    this.#fit();
    this.focus();
    if (this.#early) this.send();
  }

  /** Where fingers are the pointer, focusing would raise the keyboard over what one came to read. */
  focus() {
    if (!touchFirst()) this.field.focus();
  }

  replyTo(message) {
    this.chat.quotes.set(this.#conversation, message);
    this.#drawQuote();
    this.field.focus();
  }

  /** Takes back a text that could not be sent. */
  edit() {
    this.field.value = this.chat.drafts.get(this.#conversation);
    this.#fit();
    this.field.focus();
  }

  send() {
    const text = this.field.value.trim();
    this.#early = this.#conversation === null;
    if (!text || this.#early) return;
    this.field.value = "";
    this.chat.drafts.set(this.#conversation, "");
    this.#fit();
    this.chat.send(this.#conversation, text);
    this.#drawQuote();
    this.field.focus();
  }

  #sendFiles(files, sentence) {
    if (sentence) this.chat.notice(sentence);
    if (!files.length || this.#conversation === null) return;
    this.chat.send(this.#conversation, say("file_said", { names: files.map(({ name }) => name).join(", ") }), files);
    this.#drawQuote();
    this.field.focus();
  }

  #typed() {
    if (this.#conversation !== null) this.chat.drafts.set(this.#conversation, this.field.value);
    this.#fit();
  }

  // 229 is the key code of an Enter that an input method took; Safari sends it after the composition has ended.
  #key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.chat.quotes.has(this.#conversation)) {
      event.preventDefault();
      this.#dropQuote();
    }
  }

  #fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
    this.sendButton.disabled = this.field.value.trim() === "";
  }

  #drawQuote() {
    const quoted = this.chat.quotes.get(this.#conversation);
    this.quote.hidden = !quoted;
    if (!quoted) return;
    this.quote.replaceChildren(
      el("div", { class: "quote-words" }, el("span", { class: "quote-who" }, say("reply_to", { who: quoted.author.name })), el("span", { class: "quote-gist" }, gist(quoted))),
      button({ class: "icon-button", "aria-label": say("cancel_reply"), onclick: () => this.#dropQuote() }, icon("close", 18)));
  }

  #dropQuote() {
    this.chat.quotes.delete(this.#conversation);
    this.#drawQuote();
    this.field.focus();
  }
}
