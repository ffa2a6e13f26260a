// What the page itself has to say: a bar while the line is down, a word at the foot that goes away again.

import { el } from "./dom.js";
import { say } from "./words.js";

const GRACE_MS = 1_200; // a blink of the network is nobody's business
const SHOWN_MS = 5_000;

export class Notices {
  #grace = 0;
  #gone = 0;

  constructor(chat) {
    this.bar = el("div", { class: "line-bar", role: "status", hidden: true });
    this.toast = el("div", { class: "toast", role: "status", hidden: true });
    chat.addEventListener("line", () => this.#line(chat.online));
    chat.addEventListener("notice", ({ detail }) => this.say(detail));
  }

  say(sentence) {
    clearTimeout(this.#gone);
    this.toast.textContent = sentence;
    this.toast.hidden = false;
    this.#gone = setTimeout(() => { this.toast.hidden = true; }, SHOWN_MS);
  }

  stop() {
    clearTimeout(this.#grace);
    clearTimeout(this.#gone);
  }

  #line(up) {
    clearTimeout(this.#grace);
    if (!up) {
      this.#grace = setTimeout(() => this.#show("offline", false), GRACE_MS);
    } else if (!this.bar.hidden) {
      this.#show("online", true);
      this.#grace = setTimeout(() => { this.bar.hidden = true; }, 1_500);
    }
  }

  #show(key, well) {
    this.bar.textContent = say(key);
    this.bar.classList.toggle("line-well", well);
    this.bar.hidden = false;
  }
}
