// Joins the parts: session, model, views, addresses. Everything else knows only its own subject.

import * as api from "./api.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { Conversations } from "./conversations.js";
import { button, el } from "./dom.js";
import { Header } from "./header.js";
import { askWho, meButton, meRow, openMe } from "./me.js";
import { Notices } from "./notices.js";
import { CompanyClock } from "./time.js";
import { Timeline } from "./timeline.js";
import { say, speak } from "./words.js";

const NARROW = matchMedia("(max-width: 759px)");
const RETRY_MS = 3_000;
const root = document.getElementById("app");
let running = null;

async function start() {
  let session;
  try {
    session = await api.session();
  } catch (error) {
    speak(navigator.language.startsWith("zh") ? "zh" : "en");
    showTrouble(say("cannot_reach"), error);
    return;
  }
  enter(session);
}

function showTrouble(sentence, error) {
  const timer = setTimeout(start, RETRY_MS);
  const again = () => { clearTimeout(timer); start(); };
  root.replaceChildren(el("main", { class: "trouble", role: "alert" },
    el("p", {}, error instanceof api.Refused ? error.message : sentence), button({ class: "button button-primary", onclick: again }, say("try_again"))));
}

function enter(session) {
  running?.stop();
  running = null;
  speak(session.language);
  document.title = say("app");
  const acts = { become, chooseLanguage, reenter };
  if (session.user) {
    running = new Page(session, acts);
  } else if (session.demo) {
    root.replaceChildren(el("main", { class: "trouble" }));
    askWho(session, acts);
  } else {
    root.replaceChildren(el("main", { class: "trouble" }, el("p", {}, say("sign_in"))));
  }
}

async function become(user) {
  await attempt(async () => {
    const session = await api.become(user);
    history.replaceState(null, "", "#/");
    enter(session);
  });
}

async function chooseLanguage(language) {
  await attempt(async () => {
    await api.chooseLanguage(language);
    enter(await api.session());
  });
}

/** Somebody said "switch to English": the page speaks it from the answer on. */
async function reenter() {
  await attempt(async () => enter(await api.session()));
}

async function attempt(act) {
  try {
    await act();
  } catch (error) {
    if (running) running.notices.say(error.message);
    else showTrouble(error.message, error);
  }
}

class Page {
  constructor(session, acts) {
    const open = () => openMe(session, acts);
    this.chat = new Chat(session, new CompanyClock(session.now, session.timezone));
    this.chat.addEventListener("language", acts.reenter);
    this.notices = new Notices(this.chat);
    this.composer = new Composer(this.chat);
    this.timeline = new Timeline(this.chat, { reply: (message) => this.composer.replyTo(message), edit: () => this.composer.edit() });
    this.conversations = new Conversations(this.chat, meRow(session, open));
    this.header = new Header(this.chat, { back: () => this.#back(), me: meButton(session, open) });
    this.main = el("main", { class: "main" }, this.header.node, this.notices.bar, this.timeline.node, this.composer.node, this.notices.toast);
    this.frame = el("div", { class: "frame" }, this.conversations.node, this.main);
    root.replaceChildren(this.frame);
    this.route = () => this.#route();
    this.keys = (event) => this.#key(event);
    addEventListener("hashchange", this.route);
    addEventListener("keydown", this.keys);
    this.#begin();
  }

  stop() {
    removeEventListener("hashchange", this.route);
    removeEventListener("keydown", this.keys);
    for (const part of [this.chat, this.timeline, this.header, this.notices, this.composer.recorder]) (part.stop ?? part.cancel).call(part);
  }

  async #begin() {
    this.#route();
    this.chat.start();
    for (;;) {
      try {
        await this.chat.refreshConversations();
        break;
      } catch (error) {
        this.notices.say(error.message);
        await new Promise((resolve) => { setTimeout(resolve, RETRY_MS); });
        if (running !== this) return;
      }
    }
    this.#route();
  }

  /** `#/c/…` is a conversation, `#/` the list; a fresh visit goes straight to the assistant. */
  #route() {
    const { chat } = this;
    const asked = location.hash.match(/^#\/c\/(.+)$/);
    let id = asked ? decodeURIComponent(asked[1]) : null;
    if (chat.conversations && id && !chat.conversation(id)) id = null;
    const fresh = !this.arrived && chat.conversations;
    if (chat.conversations) this.arrived = true;
    if (!id && chat.conversations?.length && (fresh || !NARROW.matches)) {
      id = (chat.conversations.find(({ direct }) => direct) ?? chat.conversations[0]).id;
      if (fresh && NARROW.matches) history.pushState(null, "", `#/c/${encodeURIComponent(id)}`);
      else history.replaceState(null, "", `#/c/${encodeURIComponent(id)}`);
    }
    this.frame.classList.toggle("shows-list", !id);
    if (!chat.conversations || id === chat.current) return;
    chat.current = id;
    this.conversations.draw();
    this.header.draw();
    if (!id) return;
    this.timeline.show(id);
    this.composer.show(id);
  }

  #back() {
    location.hash = "#/";
  }

  #key(event) {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (NARROW.matches) this.#back();
      this.conversations.focusSearch();
    }
  }
}

// On iOS the keyboard covers the page instead of shrinking it; the visual viewport tells how much is left.
visualViewport?.addEventListener("resize", () => {
  if (visualViewport.scale > 1.01) return; // zoomed in by hand
  document.documentElement.style.setProperty("--height", `${visualViewport.height}px`);
});

start();
