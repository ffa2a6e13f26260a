// What a draft would have meant for finished processes: a picture, and the same in sentences.

import { el } from "../../js/dom.js";
import { side } from "../../js/words.js";

export function whatIf({ lines, png }) {
  const words = lines.map((each) => el("li", {}, side(each)));
  const alt = lines.map(side).join(" ");
  const picture = png ? el("img", { class: "what-if-picture", src: `data:image/png;base64,${png}`, alt }) : null;
  return el("div", { class: "what-if", "data-test": "what-if" }, el("ul", { class: "what-if-lines" }, words), picture);
}
