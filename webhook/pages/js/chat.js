// What the page knows and does, without a single element: conversations, histories, sending, live changes.

import * as api from "./api.js";
import { Drafts } from "./drafts.js";
import { History } from "./history.js";
import { Presses } from "./presses.js";
import { Stream } from "./stream.js";
import { say } from "./words.js";

const TYPING_AFTER_MS = 150;
const TYPING_AT_MOST_MS = 20_000;
const PAGE = 50;

/** Dispatches `conversations`, `history` {conversation, message?, change}, `typing`, `line`, `clock`, `notice`. */
export class Chat extends EventTarget {
  conversations = null; // null until first read
  current = null; // id of the open conversation
  online = true;
  quotes = new Map(); // conversation → the message the next one answers
  presses = new Presses((conversation, message) => this.#tell("history", { conversation, message, change: "changed" }));
  #histories = new Map();
  #typing = new Map();
  #stream = new Stream();
  #refreshing = 0;

  constructor(session, clock) {
    super();
    this.session = session;
    this.clock = clock;
    this.me = session.user;
    this.drafts = new Drafts(session.user);
    this.#stream.addEventListener("message", ({ detail }) => this.#receive(detail));
    this.#stream.addEventListener("typing", ({ detail }) => this.#setTyping(detail.conversation, detail.on));
    this.#stream.addEventListener("clock", ({ detail }) => this.setClock(detail.now));
    this.#stream.addEventListener("language", () => this.dispatchEvent(new CustomEvent("language")));
    this.#stream.addEventListener("down", () => this.#setLine(false));
    this.#stream.addEventListener("up", () => this.#setLine(true));
    this.#stream.addEventListener("ready", () => this.#catchUpAll());
  }

  start() {
    this.#stream.open();
  }

  stop() {
    this.#stream.close();
    clearTimeout(this.#refreshing);
  }

  history(conversation) {
    if (!this.#histories.has(conversation)) this.#histories.set(conversation, new History());
    return this.#histories.get(conversation);
  }

  conversation(id) {
    return this.conversations?.find((item) => item.id === id) ?? null;
  }

  isTyping(conversation) {
    return this.#typing.has(conversation);
  }

  async refreshConversations() {
    this.conversations = (await api.conversations()).items;
    this.#tell("conversations");
  }

  /** Reads what is new since the page last looked, and whatever changed among what it shows. */
  async catchUp(conversation) {
    const history = this.history(conversation);
    const known = history.loaded && history.first;
    let after = known ? history.first.seq - 1 : undefined;
    for (;;) {
      const answer = await api.messages(conversation, { after, limit: PAGE });
      for (const message of answer.items) history.merge(message, this.me);
      if (!known) history.more = answer.more;
      if (!known || !answer.more || answer.items.length === 0) break;
      after = answer.items[answer.items.length - 1].seq;
    }
    history.loaded = true;
    this.#tell("history", { conversation, change: "read" });
  }

  async readOlder(conversation) {
    const history = this.history(conversation);
    if (!history.more || !history.first) return;
    const answer = await api.messages(conversation, { before: history.first.seq, limit: PAGE });
    history.more = answer.more;
    for (const message of answer.items) history.merge(message, this.me);
    this.#tell("history", { conversation, change: "older" });
  }

  send(conversation, text, files = []) {
    const quoted = this.quotes.get(conversation) ?? null;
    this.quotes.delete(conversation);
    const item = {
      key: api.freshKey(), text, files, replyTo: quoted?.id ?? null, at: this.clock.now().toISOString(), state: "sending", id: null, sentence: "",
    };
    this.history(conversation).pending.push(item);
    this.#tell("history", { conversation, change: "sent" });
    return this.deliver(conversation, item);
  }

  /** Sends a pending text, again if need be: its key makes it happen once. */
  async deliver(conversation, item) {
    item.state = "sending";
    this.#tell("history", { conversation, change: "changed" });
    this.#expectTyping(conversation);
    try {
      const { id } = await api.send({ conversation, text: item.text, key: item.key, ...(item.files.length && { files: item.files.map(({ id }) => id) }), ...(item.replyTo && { reply_to: item.replyTo }) });
      this.history(conversation).confirm(item.key, id);
      this.#lookIfSilent(conversation, item);
    } catch (error) {
      item.state = "failed";
      item.retriable = error instanceof api.Unreachable;
      item.sentence = error.message;
      this.#setTyping(conversation, false);
    }
    this.#tell("history", { conversation, change: "changed" });
  }

  notice(sentence) {
    this.#tell("notice", sentence);
  }

  discard(conversation, item) {
    const { pending } = this.history(conversation);
    pending.splice(pending.indexOf(item), 1);
    this.drafts.set(conversation, item.text);
    this.#tell("history", { conversation, change: "discarded" });
  }

  async press(message, card, action, values) {
    await this.presses.press(message, card, action, values);
  }

  async sendVoice(conversation, recording) {
    this.#expectTyping(conversation);
    try {
      await api.voice(conversation, recording);
    } catch (error) {
      this.#setTyping(conversation, false);
      this.#tell("notice", error.message);
    }
  }

  /** Tells the server that everything up to the newest message was seen. */
  markRead(conversation) {
    const item = this.conversation(conversation);
    const last = this.history(conversation).last;
    if (!item || !last || item.unread === 0) return;
    item.unread = 0;
    this.#tell("conversations");
    api.read(conversation, last.seq).catch(() => {}); // the next reading of the list tells the truth
  }

  async advance(period) {
    try {
      const { now } = await api.advance(period);
      this.setClock(now);
      this.#tell("notice", say("advanced", { at: this.clock.full(this.clock.now()) }));
    } catch (error) {
      this.#tell("notice", error.message);
    }
  }

  setClock(now) {
    this.clock.set(now);
    this.#tell("clock");
  }

  #receive(message) {
    const { conversation } = message;
    const history = this.history(conversation);
    const change = history.loaded || conversation === this.current ? history.merge(message, this.me) : "new";
    if (message.author.id !== this.me) {
      this.presses.settle(message);
      if (change === "new") this.#setTyping(conversation, false);
    }
    if (change !== "known") this.#tell("history", { conversation, message, change });
    this.#refreshSoon();
  }

  // The list's order, last words and unread counts are the server's: one read after a burst of messages.
  #refreshSoon() {
    clearTimeout(this.#refreshing);
    this.#refreshing = setTimeout(() => this.refreshConversations().catch(() => {}), 250);
  }

  #expectTyping(conversation) {
    if (!this.conversation(conversation)?.direct) return;
    setTimeout(() => {
      const { last, pending } = this.history(conversation);
      if (pending.some((item) => item.state === "sending") || last?.author.id === this.me || !last) {
        this.#setTyping(conversation, true);
      }
    }, TYPING_AFTER_MS);
  }

  #setTyping(conversation, on) {
    clearTimeout(this.#typing.get(conversation));
    const was = this.#typing.delete(conversation);
    if (on) this.#typing.set(conversation, setTimeout(() => this.#setTyping(conversation, false), TYPING_AT_MOST_MS));
    if (was !== on) this.#tell("typing", { conversation });
  }

  // A stream that lost our own message would leave it pending for ever.
  #lookIfSilent(conversation, item) {
    setTimeout(() => {
      if (this.history(conversation).pending.includes(item)) this.catchUp(conversation).catch(() => {});
    }, 2_500);
  }

  #setLine(up) {
    if (this.online === up) return;
    this.online = up;
    this.#tell("line");
  }

  /** From here on the stream misses nothing; what came before it is read. */
  async #catchUpAll() {
    await Promise.allSettled([this.refreshConversations(), ...[...this.#histories.keys()].map((id) => this.#mend(id))]);
  }

  // Histories not on screen are forgotten: opening one reads it afresh.
  async #mend(conversation) {
    const history = this.history(conversation);
    if (conversation === this.current) await this.catchUp(conversation);
    else if (history.pending.length === 0) this.#histories.delete(conversation);
    for (const item of history.pending.filter(({ state, retriable }) => state === "failed" && retriable)) {
      await this.deliver(conversation, item);
    }
  }

  #tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
