// Buttons that were pressed and have not been answered yet, and what people typed into forms meanwhile.

import * as api from "./api.js";
import { say } from "./words.js";

const SLOW_MS = 8_000;

/** Keyed by message and card: a card waits for one press at a time. `changed(conversation, message)` redraws. */
export class Presses {
  #waiting = new Map();
  #chosen = new Map(); // message id → the quick answer given
  #typed = new Map(); // message id + card key → Map of input id → what is in the field now
  #changed;

  constructor(changed) {
    this.#changed = changed;
  }

  /** {action, busy, sentence} or null. */
  state(message, card) {
    return this.#waiting.get(place(message, card)) ?? null;
  }

  chosen(message) {
    return this.#chosen.get(message.id) ?? null;
  }

  typed(message, card) {
    const key = place(message, card);
    if (!this.#typed.has(key)) this.#typed.set(key, new Map());
    return this.#typed.get(key);
  }

  async press(message, card, action, values) {
    const at = place(message, card);
    const before = this.#waiting.get(at);
    if (before?.busy) return;
    const repeats = before?.action === action && before.said === JSON.stringify(values);
    const entry = {
      action, message, busy: true, sentence: "", said: JSON.stringify(values), key: repeats ? before.key : api.freshKey(),
    };
    this.#waiting.set(at, entry);
    if (!card) this.#chosen.set(message.id, action);
    this.#redraw(entry);
    entry.timer = setTimeout(() => this.#giveBack(at, entry, say("press_slow")), SLOW_MS);
    try {
      await api.press({ conversation: message.conversation, message: message.id, card: card?.key ?? null, action, values, key: entry.key });
    } catch (error) {
      this.#giveBack(at, entry, error.message);
    }
  }

  /** The bot said or changed something in this conversation: that is the answer to what was pressed there. */
  settle(message) {
    for (const [at, entry] of this.#waiting) {
      if (entry.message.conversation !== message.conversation) continue;
      clearTimeout(entry.timer);
      this.#waiting.delete(at);
      if (entry.message.id !== message.id) this.#redraw(entry);
    }
  }

  #giveBack(at, entry, sentence) {
    if (this.#waiting.get(at) !== entry) return;
    clearTimeout(entry.timer);
    entry.busy = false;
    entry.sentence = sentence;
    this.#chosen.delete(entry.message.id);
    this.#redraw(entry);
  }

  #redraw(entry) {
    this.#changed(entry.message.conversation, entry.message);
  }
}

const place = (message, card) => `${message.id} ${card?.key ?? ""}`;
