// What must be settled: marks on the elements, and a list that leads to them.

import { button, el } from "../../js/dom.js";
import { side } from "../../js/words.js";
import { t } from "./inputs.js";

/** The reader's word for a list that is empty is a programmer's. */
const told = (finding) => (/^who: /.test(finding.what.en) ? t("还没定由谁来办", "Nobody is named for it yet") : side(finding.what));
const ORDER = ["error", "warning", "info"];
const SIGNS = { error: "!", warning: "!", info: "i" };

export class Marks {
  constructor(modeler) {
    this.modeler = modeler;
    this.node = el("details", { class: "findings", open: innerWidth >= 760, hidden: true });
  }

  show(findings) {
    const overlays = this.modeler.get("overlays");
    overlays.remove({ type: "finding" });
    const sorted = findings.toSorted((one, other) => ORDER.indexOf(one.level) - ORDER.indexOf(other.level));
    for (const [id, level] of new Map(sorted.toReversed().map((each) => [this.#at(each)?.id, each.level]))) {
      const what = sorted.filter((each) => this.#at(each)?.id === id).map(told).join("\n");
      if (id) overlays.add(id, "finding", { position: { top: -10, left: -10 }, html: el("div", { class: `mark mark-${level}`, title: what, role: "img", "aria-label": what }, SIGNS[level]) });
    }
    const errors = sorted.filter(({ level }) => level === "error").length;
    this.node.hidden = !sorted.length;
    this.node.replaceChildren(
      el("summary", { class: errors ? "bad" : "" }, errors ? t(`${errors} 处要先改好才能发布`, `${errors} to settle before publishing`) : t(`${sorted.length} 条说明`, `${sorted.length} to know`)),
      el("ul", {}, sorted.map((each) => this.#row(each))));
  }

  #row(finding) {
    const element = this.#at(finding);
    const name = finding.name || element?.businessObject.name || "";
    return el("li", {}, button({ class: "finding", disabled: !element, onclick: () => this.#lead(element) },
      el("span", { class: `mark mark-${finding.level}`, "aria-hidden": "true" }, SIGNS[finding.level]),
      el("span", {}, name ? t(`「${name}」`, `“${name}”: `) : "", told(finding))));
  }

  #at({ element }) {
    const found = this.modeler.get("elementRegistry").get(element);
    return found === this.modeler.get("canvas").getRootElement() ? null : found;
  }

  #lead(element) {
    this.modeler.get("canvas").scrollToElement(element, 80);
    this.modeler.get("selection").select(element);
  }
}
