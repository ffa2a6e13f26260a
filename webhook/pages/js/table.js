// A table in a form: each row a block of its own, side by side where there is room and stacked on a phone.

import { button, el } from "./dom.js";
import { parsed } from "./files.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const MAX_ROWS = 200;

/** The value is a JSON list of rows, each {column: text}; `cell(input, typed)` makes a field as forms do. */
export function tableField({ input, id, now, keep, cell }) {
  const rows = el("div", { class: "rows" });
  let kept = parsed(now());
  let cells = []; // the fields of each row
  const add = button({ class: "button button-plain row-add", id, "data-field": `${input.id}+`, onclick: () => { draw([...kept, {}]); rows.lastElementChild.querySelector("input, button, textarea")?.focus(); } }, icon("plus", 18), say("row_add"));
  const node = el("div", { class: "table-field" }, rows, add);

  const isWritten = (row) => Object.values(row).some((value) => value.trim());
  const filled = () => kept.filter(isWritten);
  const put = () => keep(filled().length ? JSON.stringify(filled()) : "");

  function draw(next) {
    kept = next.length ? next : [{}];
    cells = [];
    rows.replaceChildren(...kept.map(block));
    add.disabled = kept.length >= MAX_ROWS;
  }

  function block(row, place) {
    const fields = input.columns.map((column) => cell({ ...column, id: `${input.id}.${place + 1}.${column.id}`, value: "" }, typedIn(row, column)));
    cells[place] = fields;
    const remove = button({ class: "icon-button row-remove", "aria-label": say("row_remove", { n: place + 1 }), onclick: () => { draw(kept.filter((each) => each !== row)); put(); } }, icon("close", 16));
    return el("fieldset", { class: "row-block" }, el("legend", {}, say("row", { n: place + 1 })), kept.length > 1 ? remove : null, fields.map((each) => el("div", { class: "cell" }, each.node)));
  }

  // As forms keep what was typed: a Map of one, the cell's.
  const typedIn = (row, column) => ({ get: () => row[column.id] ?? "", set: (_name, value) => { row[column.id] = value; put(); } });

  const lacking = () => {
    let sentence = "";
    for (const [place, row] of kept.entries()) {
      if (!isWritten(row)) continue;
      const wrong = cells[place].find((each) => each.complain());
      if (wrong && !sentence) sentence = say("row_look", { n: place + 1, label: wrong.input.label });
    }
    return sentence;
  };

  draw(kept);
  return { node, focus: add, complaint: lacking, group: true };
}
