// The bot's markdown subset → elements. Untrusted text only ever becomes text nodes; a link only leads to http(s),
// mail or this site.

import { el } from "./dom.js";

const ADDRESS = "https?://[^\\s<>\"'`\u3000-\u303f\uff00-\uff65]*[^\\s<>\"'`\u3000-\u303f\uff00-\uff65.,;:!?)]"; // ends where Chinese or a sentence's own punctuation begins
const INLINE = new RegExp(
  [
    "`([^`\\n]+)`", // 1 code
    "\\*\\*([^\\n]+?)\\*\\*", // 2 bold
    "(?<![\\w*])\\*([^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\w*])", // 3 italic
    "(?<!\\w)_([^\\s_](?:[^_\\n]*[^\\s_])?)_(?!\\w)", // 4 italic
    "\\[([^\\]\\n]+)\\]\\(([^()\\s]+)\\)", // 5, 6 link
    `(${ADDRESS})`, // 7 bare link
  ].join("|"),
  "u",
);
const BULLET = /^\s*[-*•]\s+(.*)$/u;
const NUMBERED = /^\s*(\d{1,3})[.)]\s+(.*)$/u;

/** Blocks for what the bot says. */
export function markdown(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const blocks = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = readBlock(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

/** What a person typed: exactly that, with line breaks kept by CSS and links made to work. */
export function plain(text) {
  const url = new RegExp(ADDRESS, "gu");
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(url)) {
    nodes.push(text.slice(from, match.index), link(match[0], [match[0]]));
    from = match.index + match[0].length;
  }
  return [...nodes, text.slice(from)];
}

/** The words alone, for a list, a quotation or a screen reader. */
export function flat(text) {
  return markdown(text).map((block) => block.textContent).join(" ").replace(/\s+/g, " ").trim();
}

function readBlock(lines, at) {
  const line = lines[at];
  if (line.trim() === "") return [null, at + 1];
  if (line.startsWith("```")) return fence(lines, at);
  if (BULLET.test(line)) return list(lines, at, BULLET, el("ul"));
  const first = line.match(NUMBERED);
  if (first) return list(lines, at, NUMBERED, el("ol", { start: first[1] }));
  if (/^#{1,6}\s/.test(line)) return [el("p", {}, el("strong", {}, inline(line.replace(/^#+\s+/, "")))), at + 1];
  if (line.startsWith("> ")) return quotation(lines, at);
  return paragraph(lines, at);
}

function fence(lines, at) {
  let end = at + 1;
  while (end < lines.length && !lines[end].startsWith("```")) end += 1;
  return [el("pre", {}, el("code", {}, lines.slice(at + 1, end).join("\n"))), end + 1];
}

function list(lines, at, pattern, node) {
  let next = at;
  for (; next < lines.length && pattern.test(lines[next]); next += 1) {
    const said = lines[next].match(pattern);
    const item = el("li", {}, inline(said[said.length - 1]));
    const deeper = /^\s{2,}/.test(lines[next]) && node.lastElementChild;
    if (deeper) nest(node.lastElementChild, node.localName, item);
    else node.append(item);
  }
  return [node, next];
}

function nest(parent, kind, item) {
  if (parent.lastElementChild?.localName !== kind) parent.append(el(kind));
  parent.lastElementChild.append(item);
}

function quotation(lines, at) {
  let end = at;
  while (end < lines.length && lines[end].startsWith("> ")) end += 1;
  return [el("blockquote", {}, broken(lines.slice(at, end).map((line) => line.slice(2)))), end];
}

function paragraph(lines, at) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() !== "" && !startsBlock(lines[end])) end += 1;
  return [el("p", {}, broken(lines.slice(at, end))), end];
}

const startsBlock = (line) => /^(```|> |#{1,6}\s)/.test(line) || BULLET.test(line) || NUMBERED.test(line);

const broken = (lines) => lines.flatMap((line, index) => (index === 0 ? inline(line) : [el("br"), ...inline(line)]));

function inline(text) {
  const match = INLINE.exec(text);
  if (!match) return text === "" ? [] : [text];
  return [text.slice(0, match.index), marked(match), ...inline(text.slice(match.index + match[0].length))];
}

function marked([all, code, bold, italic, emphasis, label, target, bare]) {
  if (code !== undefined) return el("code", {}, code);
  if (bold !== undefined) return el("strong", {}, inline(bold));
  if (italic !== undefined) return el("em", {}, inline(italic));
  if (emphasis !== undefined) return el("em", {}, inline(emphasis));
  if (label !== undefined) return link(target, inline(label)) ?? all;
  return link(bare, [bare]);
}

/** Null when the address could run code or leave by an unknown scheme. */
function link(target, children) {
  const url = URL.parse ? URL.parse(target, location.origin) : parsed(target);
  if (!url || !["http:", "https:", "mailto:"].includes(url.protocol)) return null;
  const here = url.origin === location.origin;
  return el("a", { href: url.href, rel: "noopener noreferrer", ...(here ? {} : { target: "_blank" }) }, children);
}

function parsed(target) {
  try {
    return new URL(target, location.origin);
  } catch {
    return null;
  }
}
