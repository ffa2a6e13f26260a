// Faces: initials on a colour that stays with the person; the bot wears the logo.

import { el } from "./dom.js";
import { icon } from "./icons.js";

const HUES = 8; // classes hue-0 … hue-7 in tokens.css

export function avatar(person, size = "m") {
  return el("span", { class: `avatar avatar-${size} hue-${hue(person.id)}`, "aria-hidden": "true" }, initials(person));
}

export function botAvatar(size = "m") {
  return el("span", { class: `avatar avatar-${size} avatar-bot`, "aria-hidden": "true" }, icon("logo", size === "s" ? 14 : 20));
}

export function groupAvatar(size = "m") {
  return el("span", { class: `avatar avatar-${size} avatar-group`, "aria-hidden": "true" }, icon("group", 20));
}

/** 刘洋 → 刘洋, 欧阳明月 → 明月, Liu Yang → LY. */
export function initials({ name }) {
  if (/\p{Script=Han}/u.test(name)) return name.length > 2 ? name.slice(-2) : name;
  return name.split(/\s+/).map((word) => word[0]).join("").slice(0, 2).toUpperCase();
}

function hue(id) {
  let mixed = 2166136261; // FNV-1a: neighbours in the alphabet get different colours
  for (const letter of id) mixed = Math.imul(mixed ^ letter.codePointAt(0), 16777619) >>> 0;
  return ((mixed ^ (mixed >>> 17)) >>> 0) % HUES;
}
