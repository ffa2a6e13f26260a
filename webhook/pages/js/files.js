// Choosing files and sending them up: for a form's field, and beside what is written.

import * as api from "./api.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const MAX_BYTES = 20_000_000;
const MAX_FILES = 10;

/** The form's value is a JSON list of {id, name}; a file counts once it is up. */
export function fileField({ input, id, now, keep, described }) {
  const list = el("ul", { class: "files" });
  const chooser = el("input", { class: "unseen-input", type: "file", multiple: true, ...described, onchange: () => take([...chooser.files]) });
  const add = el("label", { class: "button button-plain file-add", for: id }, icon("clip", 18), el("span", {}, say("file_add")));
  const node = el("div", { class: "file-field" }, list, chooser, add);
  let waiting = 0;

  const listed = () => parsed(now());
  const put = (files) => { keep(files.length ? JSON.stringify(files) : ""); draw(); };

  function draw(sentence = "") {
    list.replaceChildren(...listed().map((file) => el("li", { class: "file" },
      icon("clip", 16), el("span", { class: "file-name" }, file.name),
      button({ class: "icon-button", "aria-label": say("file_remove", { name: file.name }), onclick: () => put(listed().filter((each) => each.id !== file.id)) }, icon("close", 16)))));
    if (waiting) list.append(el("li", { class: "file file-going", role: "status" }, el("span", { class: "spinner", "aria-hidden": "true" }), el("span", {}, say("file_going"))));
    if (sentence) list.append(el("li", { class: "file-sentence", role: "alert" }, sentence));
  }

  async function take(chosen) {
    chooser.value = "";
    for (const file of chosen.slice(0, MAX_FILES)) {
      waiting += 1;
      draw();
      const { kept, sentence } = await up(file);
      waiting -= 1;
      if (kept) put([...listed().filter(({ id: known }) => known !== kept.id), kept]);
      else draw(sentence);
    }
  }

  draw();
  return { node, focus: chooser, complaint: () => (waiting ? say("file_wait") : "") };
}

/** A button that sends files as they are chosen: `sent(files, sentence)`. */
export function fileButton(sent) {
  const chooser = el("input", { class: "unseen-input", type: "file", multiple: true, tabindex: "-1", "aria-hidden": "true", onchange: () => take([...chooser.files]) });
  const opener = button({ class: "icon-button file-button", "aria-label": say("file_send"), onclick: () => chooser.click() }, icon("clip"));

  async function take(chosen) {
    chooser.value = "";
    const all = await Promise.all(chosen.slice(0, MAX_FILES).map(up));
    sent(all.map(({ kept }) => kept).filter(Boolean), all.map(({ sentence }) => sentence).find(Boolean) ?? "");
  }

  return el("span", { class: "file-sender" }, opener, chooser);
}

async function up(file) {
  if (file.size > MAX_BYTES) return { sentence: say("file_large") };
  try {
    const { id, name } = await api.upload(file);
    return { kept: { id, name } };
  } catch (error) {
    return { sentence: error.message };
  }
}

export function parsed(value) {
  try {
    const found = JSON.parse(value || "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}
