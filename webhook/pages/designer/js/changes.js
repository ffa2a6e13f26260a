// The draft beside the published version, as a list of what changed.

import { el } from "../../js/dom.js";
import { side } from "../../js/words.js";
import { t } from "./inputs.js";

const HOW = () => ({ added: t("新增", "Added"), removed: t("去掉", "Removed"), changed: t("改动", "Changed") });
const OF = () => ({ template: t("流程", "Process"), field: t("字段", "Field"), step: t("步骤", "Step"), way: t("连线", "Line") });
const SETTING = () => ({
  name: t("名称", "name"), who: t("谁", "who"), mode: t("怎么办", "how"), due: t("时限", "due"), when: t("条件", "condition"), label: t("名称", "name"),
  kind: t("做什么", "kind"), type: t("类型", "type"), required: t("必填", "required"), options: t("选项", "choices"), owners: t("负责人", "owners"), about: t("说明", "about"),
  synonyms: t("别的叫法", "other names"), title: t("标题", "title"), pass: t("通过票数", "votes needed"), comment: t("意见", "comment"), edits: t("可改的字段", "editable fields"),
});

export function changeList(changes) {
  if (!changes.length) return el("p", { class: "who-hint" }, t("和已发布的版本完全一样。", "The same as the published version."));
  return el("ul", { class: "changes", "data-test": "changes" }, changes.map((each) => el("li", { class: `change change-${each.how}` },
    el("p", {}, el("span", { class: "change-how" }, HOW()[each.how]), `${OF()[each.of]} `, el("b", {}, side(each.name)),
      each.setting ? ` · ${SETTING()[each.setting] ?? each.setting}` : ""),
    each.before !== null || each.after !== null ? el("p", { class: "change-values" }, el("del", {}, shown(each.before)), " → ", el("ins", {}, shown(each.after))) : null)));
}

function shown(value) {
  if (value === null || value === undefined) return t("默认", "default");
  if (value === true || value === false) return value ? t("是", "yes") : t("否", "no");
  if (typeof value === "object" && "zh" in value && "en" in value) return side(value);
  if (Array.isArray(value)) return value.map(shown).join("、") || t("无", "none");
  if (typeof value === "object") return Object.entries(value).map(([key, each]) => (each === true ? key : `${key}: ${shown(each)}`)).join(", ");
  return String(value);
}
