// The messages of the open conversation: order, separators, scrolling. A changed message is redrawn where it stands.

import { button, el, reducedMotion } from "./dom.js";
import { emptyState, firstWords, skeleton } from "./empty.js";
import { icon } from "./icons.js";
import { gist, messageNode } from "./message.js";
import { botAvatar } from "./avatar.js";
import { say } from "./words.js";

const GROUP_GAP_MS = 5 * 60_000;
const NEAR_END_PX = 64;
const JUMP_FROM_PX = 240;

export class Timeline {
  #rows = new Map(); // name → {signature, node}
  #conversation = null;
  #sticks = true; // the newest message stays in view
  #unreadFrom = null;
  #unseen = 0;

  constructor(chat, { reply, edit }) {
    this.chat = chat;
    this.tools = { chat, reply, edit, find: (id) => chat.history(this.#conversation).get(id), goTo: (id) => this.goTo(id) };
    this.list = el("ol", { class: "messages" });
    this.older = button({ class: "quiet-button older", hidden: true, onclick: () => this.#readOlder() }, say("older"));
    this.typing = el("div", { class: "typing", hidden: true },
      el("div", { class: "face" }, botAvatar()), el("div", { class: "bubble", role: "img", "aria-label": say("typing") }, el("i"), el("i"), el("i")));
    this.aside = el("div", { class: "aside" });
    this.hints = el("div", {});
    this.content = el("div", { class: "content" }, this.older, this.aside, this.list, this.hints, this.typing);
    this.scroller = el("div", { class: "scroller", tabindex: "0", role: "log", "aria-live": "off", "aria-label": say("conversations") }, this.content);
    this.jumpWords = el("span", {});
    this.jump = button({ class: "jump", hidden: true, onclick: () => this.#toEnd(true) }, icon("bottom", 18), this.jumpWords);
    this.node = el("div", { class: "timeline" }, this.scroller, this.jump);
    this.#listen();
  }

  #listen() {
    const { chat } = this;
    chat.addEventListener("history", ({ detail }) => detail.conversation === this.#conversation && this.#update(detail));
    chat.addEventListener("typing", ({ detail }) => detail.conversation === this.#conversation && this.#drawTyping());
    chat.addEventListener("conversations", () => this.#seen());
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.list.addEventListener("unfold", () => { this.#sticks = false; });
    this.observer = new ResizeObserver(() => { if (this.#sticks) this.#toEnd(false); });
    this.observer.observe(this.content);
    this.observer.observe(this.scroller);
    this.seen = () => this.#seen();
    document.addEventListener("visibilitychange", this.seen);
  }

  stop() {
    this.observer.disconnect();
    document.removeEventListener("visibilitychange", this.seen);
  }

  async show(conversation) {
    this.#conversation = conversation;
    this.#rows.clear();
    this.list.replaceChildren();
    this.#sticks = true;
    this.#unreadFrom = null;
    this.#unseen = 0;
    const unread = this.chat.conversation(conversation)?.unread ?? 0;
    if (!this.chat.history(conversation).loaded) this.aside.replaceChildren(skeleton());
    else this.#update({ change: "read" });
    this.#drawTyping();
    try {
      await this.chat.catchUp(conversation);
    } catch (error) {
      if (conversation === this.#conversation) this.#drawFailure(error, conversation);
      return;
    }
    if (conversation !== this.#conversation) return;
    this.#markUnread(unread);
  }

  goTo(id) {
    const row = this.#rows.get(this.chat.history(this.#conversation).nameOf({ id }));
    if (!row) return;
    row.node.scrollIntoView({ block: "center", behavior: reducedMotion() ? "auto" : "smooth" });
    row.node.classList.remove("found");
    requestAnimationFrame(() => row.node.classList.add("found"));
    row.node.querySelector(".card, .bubble")?.focus?.({ preventScroll: true });
  }

  #update({ change, message }) {
    const history = this.chat.history(this.#conversation);
    if (!history.loaded) return;
    if (change === "sent") { this.#sticks = true; this.#unreadFrom = null; }
    this.#holding(() => {
      this.#draw(history);
      this.older.hidden = !history.more || history.items.length === 0;
      this.aside.replaceChildren(...this.#asideOf(history));
      this.hints.replaceChildren(...this.#hintsOf(history));
    });
    if (change === "new" && message.author.id !== this.chat.me) this.#heard(message);
    if (change === "changed" && message) this.#announceChange(message);
    this.#drawJump();
    this.#seen();
  }

  #asideOf(history) {
    if (history.items.length + history.pending.length > 0) return [];
    return [emptyState(this.chat, this.#conversation)];
  }

  #hintsOf(history) {
    const { chat } = this;
    const silent = history.items.length > 0 && history.pending.length === 0 && !history.more && !history.items.some(({ author }) => author.id === chat.me);
    return silent && chat.conversation(this.#conversation)?.direct ? [firstWords(chat, this.#conversation)] : [];
  }

  #draw(history) {
    const wanted = laidOut(entries(history, this.chat.me, this.#conversation), this.#unreadFrom, this.chat);
    const names = new Set(wanted.map(({ name }) => name));
    for (const [name, row] of this.#rows) if (!names.has(name)) { row.node.remove(); this.#rows.delete(name); }
    let before = null;
    for (const { name, message, place } of wanted) {
      const node = this.#row(name, message, place);
      const follower = before ? before.nextSibling : this.list.firstChild;
      if (follower !== node) this.list.insertBefore(node, follower);
      before = node;
    }
  }

  #row(name, message, place) {
    const { presses } = this.chat;
    const signature = JSON.stringify([
      message.version, message.id, message.pending?.state, place, presses.chosen(message), this.tools.find(message.reply_to)?.version,
      message.parts.map((part) => (part.type === "card" ? presses.state(message, part) : presses.state(message, null))).map(waits),
    ]);
    const known = this.#rows.get(name);
    if (known?.signature === signature) return known.node;
    const node = messageNode(message, place, this.tools);
    this.#rows.set(name, { signature, node });
    if (known) replaceKeepingFocus(known.node, node);
    else if (message.pending) node.classList.add("arriving");
    return node;
  }

  /** Redraws without moving what the eye rests on. */
  #holding(redraw) {
    const top = this.scroller.getBoundingClientRect().top;
    const rows = [...this.#rows];
    const starts = ([, { node }]) => node.getBoundingClientRect().top >= top; // a card cut off above may grow upwards
    const anchor = rows.find(starts) ?? rows.findLast(([, { node }]) => node.getBoundingClientRect().top < top);
    const before = anchor?.[1].node.getBoundingClientRect().top;
    redraw();
    if (this.#sticks) { this.#toEnd(false); return; }
    const held = anchor && this.#rows.get(anchor[0]);
    if (held) this.scroller.scrollTop += held.node.getBoundingClientRect().top - before;
  }

  #heard(message) {
    if (!this.#sticks) this.#unseen += 1;
    announce(`${message.author.name}: ${gist(message)}`);
    this.#rows.get(message.id)?.node.classList.add("arriving");
  }

  #announceChange(message) {
    const card = message.parts.find(({ type }) => type === "card");
    const busy = card && this.chat.presses.state(message, card);
    if (card && !busy) announce([card.title, card.status, card.outcome].filter(Boolean).join(", "));
  }

  #markUnread(count) {
    const history = this.chat.history(this.#conversation);
    if (count > 0) {
      const theirs = history.items.filter(({ author }) => author.id !== this.chat.me);
      this.#unreadFrom = theirs[Math.max(0, theirs.length - count)]?.id ?? null;
      this.#update({ change: "read" });
      const line = this.list.querySelector(".unread-line");
      if (line && this.content.scrollHeight - line.offsetTop > this.scroller.clientHeight) {
        this.#sticks = false;
        this.scroller.scrollTop = line.offsetTop - 12;
      }
    }
  }

  async #readOlder() {
    if (this.reading) return;
    this.reading = true;
    this.older.textContent = say("loading");
    try {
      await this.chat.readOlder(this.#conversation);
    } catch (error) {
      this.chat.dispatchEvent(new CustomEvent("notice", { detail: error.message }));
    }
    this.reading = false;
    this.older.textContent = say("older");
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.#sticks = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.#sticks) this.#unseen = 0;
    if (scrollTop < 160 && !this.older.hidden) this.#readOlder();
    this.#drawJump();
    this.#seen();
  }

  #toEnd(gently) {
    this.#sticks = true;
    // What is taller than the screen is read from its beginning.
    const newest = this.list.lastElementChild;
    const tall = !gently && newest && newest.offsetHeight > this.scroller.clientHeight;
    const top = tall ? newest.offsetTop - 12 : this.scroller.scrollHeight;
    this.scroller.scrollTo({ top, behavior: gently && !reducedMotion() ? "smooth" : "instant" });
  }

  #drawJump() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.jump.hidden = this.#sticks || (scrollHeight - scrollTop - clientHeight < JUMP_FROM_PX && this.#unseen === 0);
    this.jumpWords.textContent = this.#unseen ? say("latest_new", { n: this.#unseen }) : say("latest");
  }

  #drawTyping() {
    this.typing.hidden = !this.chat.isTyping(this.#conversation);
    if (this.#sticks) this.#toEnd(false);
  }

  #drawFailure(error, conversation) {
    this.aside.replaceChildren(el("div", { class: "failure", role: "alert" }, el("p", {}, error.message),
      button({ class: "button button-plain", onclick: () => this.show(conversation) }, say("try_again"))));
  }

  #seen() {
    if (this.#conversation && this.#sticks && !document.hidden && this.node.offsetParent) this.chat.markRead(this.#conversation);
  }
}

const waits = (press) => press && [press.action, press.busy, press.sentence];

/** Confirmed messages, then the user's own that are still on their way. */
function entries(history, me, conversation) {
  const confirmed = history.items.map((message) => ({ name: history.nameOf(message), message }));
  const pending = history.pending.map((item) => ({
    name: item.key,
    message: {
      id: item.key, conversation, seq: "", version: 0, author: { id: me, name: say("me") }, at: item.at, reply_to: item.replyTo,
      parts: [{ type: "text", text: item.text }], pending: item,
    },
  }));
  return [...confirmed, ...pending];
}

function laidOut(list, unreadFrom, { clock }) {
  return list.map(({ name, message }, index) => {
    const previous = list[index - 1]?.message;
    const at = new Date(message.at);
    const newDay = !previous || clock.day(at) !== clock.day(new Date(previous.at));
    const unreadLine = message.id === unreadFrom;
    const head = newDay || unreadLine || previous.author.id !== message.author.id || at - new Date(previous.at) >= GROUP_GAP_MS;
    return { name, message, place: { day: newDay ? clock.dayWords(at) : null, head, unreadLine } };
  });
}

/** Whoever was typing in a field, or stood on a button, still is; else the card keeps the focus. */
function replaceKeepingFocus(old, next) {
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const range = active && "selectionStart" in active ? [safe(() => active.selectionStart), safe(() => active.selectionEnd)] : null;
  old.replaceWith(next);
  if (!active) return;
  const field = active.dataset.field;
  const same = field && next.querySelector(`[data-field="${CSS.escape(field)}"]:not(:disabled)`);
  const target = same && !same.closest("fieldset:disabled") ? same : next.querySelector(".card");
  target?.focus({ preventScroll: true });
  if (same === target && range && range[0] !== null) safe(() => same.setSelectionRange(...range));
}

// Date fields have no selection and some browsers throw when asked for it.
function safe(ask) {
  try {
    return ask();
  } catch {
    return null;
  }
}

function announce(words) {
  document.getElementById("announcer").textContent = words;
}

