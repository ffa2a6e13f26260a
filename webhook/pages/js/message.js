// One message: who, when, its parts, and what can be done with it.

import { avatar, botAvatar } from "./avatar.js";
import { actButton, cardNode } from "./card.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { flat, markdown, plain } from "./markdown.js";
import { picture } from "./picture.js";
import { say } from "./words.js";

export const BOT = "bot";

/** In a few words: for a quotation and for those who listen. */
export function gist(message) {
  const words = message.parts.map((part) => {
    if (part.type === "card") return [part.title, part.status].join(" · ");
    if (part.type === "image") return part.alt || say("picture");
    return message.author.id === BOT ? flat(part.text) : part.text;
  });
  return words.join(" ").slice(0, 200);
}

/** `place` is {head, day, unreadLine}, worked out by the timeline from the neighbours. */
export function messageNode(message, place, tools) {
  const mine = message.author.id === tools.chat.me;
  const kind = mine ? "mine" : message.author.id === BOT ? "theirs bot" : "theirs";
  return el(
    "li", { class: `message ${kind}${place.head ? " starts" : ""}`, "data-id": message.id, "data-seq": message.seq },
    place.day ? el("div", { class: "day" }, el("span", {}, place.day)) : null,
    place.unreadLine ? el("div", { class: "unread-line" }, el("span", {}, say("new_below"))) : null,
    el("div", { class: "row" },
      mine ? null : el("div", { class: "face" }, place.head ? face(message.author) : null),
      el("div", { class: "body" },
        place.head ? head(message, mine, tools) : null,
        message.parts.map((part, index) => partNode(message, part, index, tools)),
        message.pending ? sendingState(message, tools) : null)),
  );
}

const face = (author) => (author.id === BOT ? botAvatar() : avatar(author));

function head(message, mine, { chat }) {
  const at = new Date(message.at);
  return el("div", { class: "head" },
    mine ? null : el("span", { class: "head-face" }, message.author.id === BOT ? botAvatar("s") : avatar(message.author, "s")),
    el("span", { class: mine ? "unseen" : "head-name" }, mine ? say("me") : message.author.name),
    el("time", { datetime: message.at, title: chat.clock.full(at) }, chat.clock.time(at)));
}

function partNode(message, part, index, tools) {
  if (part.type === "card") return el("div", { class: "part part-card" }, cardNode(message, part, tools));
  if (part.type === "image") return figure(message, part, index, tools);
  const bot = message.author.id === BOT;
  return el("div", { class: "part part-text" },
    el("div", { class: `bubble${bot ? " formatted" : ""}` },
      index === 0 ? quotation(message, tools) : null,
      bot ? markdown(part.text) : el("span", { class: "as-typed" }, plain(part.text))),
    replyButton(message, index, tools),
    part.choices?.length ? choices(message, part, tools) : null);
}

function figure(message, part, index, tools) {
  return el("div", { class: "part part-picture" }, el("figure", { class: "figure" }, picture(part), pictureFoot(message, index, tools)));
}

// A chart carries its finding in its own title: the foot repeats nothing.
function pictureFoot(message, index, { chat, reply }) {
  if (message.author.id === chat.me || index !== message.parts.length - 1) return null;
  return el("footer", { class: "card-foot" }, button({ class: "quiet-button", onclick: () => reply(message) }, icon("reply", 16), say("reply")));
}

function quotation(message, { find, goTo }) {
  if (!message.reply_to) return null;
  const quoted = find(message.reply_to);
  const words = quoted ? gist(quoted) : say("quoted_gone");
  return button({ class: "quotation", disabled: !quoted, onclick: () => goTo(message.reply_to) },
    quoted ? el("span", { class: "quotation-who" }, quoted.author.name) : null, el("span", { class: "quotation-words" }, words));
}

/** Beside the last part of what others said. */
function replyButton(message, index, { chat, reply }) {
  if (message.author.id === chat.me || index !== message.parts.length - 1) return null;
  return button({ class: "icon-button reply-button", "aria-label": say("reply_to", { who: message.author.name }), onclick: () => reply(message) }, icon("reply", 16));
}

function choices(message, part, { chat }) {
  const pressed = chat.presses.state(message, null);
  const chosen = chat.presses.chosen(message);
  const chips = part.choices.map((choice) => {
    const chip = actButton(choice, pressed, (action) => chat.press(message, null, action, {}));
    chip.classList.add("chip");
    chip.disabled = chosen !== null;
    chip.setAttribute("aria-pressed", String(chosen === choice.id));
    return chip;
  });
  return el("div", { class: "chips" }, chips, pressed?.sentence ? el("p", { class: "card-sentence", role: "alert" }, icon("alert", 16), pressed.sentence) : null);
}

function sendingState({ pending, conversation }, { chat, edit }) {
  if (pending.state === "sent") return null;
  if (pending.state === "sending") return el("div", { class: "sending" }, say("sending"));
  return el("div", { class: "sending sending-failed", role: "alert" },
    icon("alert", 16), el("span", {}, pending.retriable ? say("not_sent") : pending.sentence),
    button({ class: "quiet-button", onclick: () => chat.deliver(conversation, pending) }, icon("again", 16), say("retry")),
    button({ class: "quiet-button", onclick: () => { chat.discard(conversation, pending); edit(); } }, say("edit")));
}
