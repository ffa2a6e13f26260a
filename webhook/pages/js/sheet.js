// A dialog from the bottom on a phone, in the middle on a desktop. The browser's own <dialog> keeps the focus inside.

import { button, el, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

/** Opens at once; `closed` runs however it was closed. An obligatory sheet has no way out but its own choices. */
export function openSheet({ title, content, closed = () => {}, obligatory = false }) {
  const name = freshId("sheet");
  const close = () => dialog.close();
  const dialog = el(
    "dialog", { class: "sheet", "aria-labelledby": name },
    el("header", { class: "sheet-head" },
      el("h2", { id: name, tabindex: "-1", autofocus: true }, title),
      obligatory ? null : button({ class: "icon-button", "aria-label": say("close"), onclick: close }, icon("close")),
    ),
    el("div", { class: "sheet-body" }, content),
  );
  dialog.addEventListener("cancel", (event) => { if (obligatory) event.preventDefault(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog && !obligatory) close(); });
  dialog.addEventListener("close", () => { dialog.remove(); closed(); });
  document.body.append(dialog);
  dialog.showModal();
  return { close, node: dialog };
}

/** A field that filters a list as one types; `draw(words)` returns the list's content, or null when nothing fits. */
export function searchable({ label, none, draw }) {
  const list = el("div", { class: "search-results" });
  const fill = () => {
    const words = field.value.trim();
    list.replaceChildren(draw(words) ?? el("p", { class: "nothing" }, none(words)));
  };
  const field = el("input", { type: "search", class: "search-field", placeholder: label, "aria-label": label, autocomplete: "off", oninput: fill });
  fill();
  return el("div", { class: "searchable" }, el("div", { class: "search" }, icon("search", 18), field), list);
}
