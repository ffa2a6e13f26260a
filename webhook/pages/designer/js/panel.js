// The side panel: what is chosen in the drawing, in people's words.

import { el } from "../../js/dom.js";
import { side, spoken } from "../../js/words.js";
import { conditionEditor } from "./conditions.js";
import { fieldList, labelled } from "./fields.js";
import { area, choice, line, section, t } from "./inputs.js";
import { modePart, settingsPart } from "./options.js";
import { asWords, ownWords, processOf, putOwnWords, stepId } from "./own.js";
import { whoList } from "./who.js";

const DUE = { pattern: "\\d{1,4}(d|h|m)", placeholder: "1d" };
const KINDS = () => [["approval", t("审批:同意或驳回", "Approval: yes or no")], ["task", t("办理:做完说一声", "Task: done or not")], ["notify", t("知会:告诉就行", "Notice: told, nothing to do")], ["service", t("调用系统", "Call another system")], ["call", t("子流程", "Sub-process")], ["plugin", t("插件", "Plugin")]];
const GATES = () => ({
  "bpmn:ExclusiveGateway": t("判断:条件成立的那一条走", "Decision: the first way whose condition holds"),
  "bpmn:InclusiveGateway": t("条件成立的都走", "Every way whose condition holds"),
  "bpmn:ParallelGateway": t("同时走,或等齐", "All ways at once, or wait for all"),
  "bpmn:EventBasedGateway": t("先发生的那一条走", "Whichever happens first"),
});
const isActivity = ({ $type }) => /Task$|CallActivity$/.test($type);
const chooses = (object) => ["bpmn:ExclusiveGateway", "bpmn:InclusiveGateway"].includes(object?.$type);

export class Panel {
  /** `words`: whom a step can name. */
  constructor(modeler, words) {
    Object.assign(this, { modeler, words, node: el("aside", { class: "panel", "aria-label": t("设置", "Settings") }) });
    modeler.on("selection.changed", () => this.draw());
    modeler.on("commandStack.changed", () => this.draw());
  }

  head() {
    return ownWords(processOf(this.modeler).object, "template") ?? {};
  }

  putHead(more) {
    const { element, object } = processOf(this.modeler);
    const head = clean({ ...this.head(), ...more });
    putOwnWords(this.modeler, element, object, "template", head, head.name ? { name: labelled(head.name).zh } : {});
  }

  steps(except = null) {
    return this.modeler.get("elementRegistry").filter((each) => isActivity(each.businessObject) && each !== except && !each.labelTarget)
      .map(({ id, businessObject }) => [stepId(id), businessObject.name || id]);
  }

  draw() {
    if (!this.modeler.get("canvas").getRootElement().businessObject) return; // while another drawing is being read
    const focused = document.activeElement?.id;
    const { scrollTop } = this.node;
    const [chosen, second] = this.modeler.get("selection").get();
    const element = chosen?.labelTarget ?? chosen;
    this.node.replaceChildren(...(second ? [el("p", { class: "empty-note" }, t("选中了好几个;点其中一个来设置。", "Several are chosen; click one to set it up."))]
      : !element || element === this.modeler.get("canvas").getRootElement() ? this.#process() : this.#element(element)));
    if (innerWidth < 760) for (const input of this.node.querySelectorAll("input, select, textarea, .row-body button, .rows > button, .who button")) input.disabled = true; // a phone is for looking
    this.node.scrollTop = scrollTop;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  #process() {
    const head = this.head();
    const name = labelled(head.name, processOf(this.modeler).object.name ?? "");
    const about = labelled(head.about, "");
    return [
      el("h2", {}, t("流程", "Process")),
      line(t("名称(中文)", "Name in Chinese"), name.zh, (zh) => this.putHead({ name: { zh, en: name.en === name.zh ? zh : name.en } }), { "data-test": "name", required: true }),
      line(t("名称(英文)", "Name in English"), name.en, (en) => this.putHead({ name: { ...name, en } }), { required: true }),
      line(t("模板编号", "Template id"), head.id, (id) => this.putHead({ id }), { "data-test": "template-id", pattern: "[a-z][a-z0-9_]{0,39}", required: true, hint: t("小写字母、数字和下划线;发布后不要改", "Lower-case letters, digits, _; do not change it once published") }),
      line(t("单号前缀", "Prefix of the numbers"), head.prefix, (prefix) => this.putHead({ prefix }), { pattern: "[A-Z]{2,4}", required: true, "data-test": "prefix" }),
      line(t("一句话说明", "In one sentence"), t(about.zh, about.en), (words) => this.putHead({ about: about.zh === about.en ? words : { ...about, [spoken()]: words } }), { "data-test": "about" }),
      line(t("别的叫法,用逗号隔开", "Other names, with commas between"), (head.synonyms ?? []).join(","), (words) => this.putHead({ synonyms: words.split(/[,,]/).map((each) => each.trim()).filter(Boolean) })),
      line(t("整个流程的时限", "Due, as a whole"), head.due, (due) => this.putHead({ due: due || undefined }), { ...DUE, hint: t("2d = 2 个工作日,4h = 4 小时", "2d = 2 working days, 4h = 4 hours") }),
      section("form", t(`表单(${head.fields?.length ?? 0} 个字段)`, `Form (${head.fields?.length ?? 0} fields)`), fieldList(head.fields ?? [], (fields) => this.putHead({ fields }))),
      section("owners", t("负责人(可以修改和发布)", "Owners (may change and publish)"), this.#owners(head)),
      section("expert-head", t("专家:全部设置(JSON)", "Experts: all settings (JSON)"), this.#json(head, (data) => this.#replaceHead(data))),
    ];
  }

  #owners(head) {
    const owners = head.owners ?? [];
    return this.words.people.map(({ id, name, title }) => el("label", { class: "check" },
      el("input", { type: "checkbox", checked: owners.includes(id), onchange: ({ target }) => this.putHead({ owners: target.checked ? [...owners, id] : owners.filter((each) => each !== id) }) }),
      el("span", {}, `${side(name)} · ${side(title)}`)));
  }

  #replaceHead(data) {
    const { element, object } = processOf(this.modeler);
    putOwnWords(this.modeler, element, object, "template", data);
  }

  #element(element) {
    const object = element.businessObject;
    if (object.$type === "bpmn:SequenceFlow") return this.#flow(element, object);
    const own = ownWords(object, "step");
    if (isActivity(object)) return this.#activity(element, object, own ?? { kind: "approval", who: [] });
    const gate = GATES()[object.$type];
    const rename = line(t("名称", "Name"), object.name, (name) => this.modeler.get("modeling").updateProperties(element, { name }), { "data-test": "step-name" });
    const ways = chooses(object) ? [el("h3", {}, t("出去的路", "Ways out")), el("ul", { class: "ways" }, (element.outgoing ?? []).map((way) => this.#way(way)))] : [];
    return [el("h2", {}, gate ?? t("图上的元素", "Element")), rename, ...ways, own ? this.#expert(element, object, own) : null].filter(Boolean);
  }

  #way(way) {
    const object = way.businessObject;
    const when = conditionOf(object);
    return el("li", {}, el("button", { type: "button", class: "way", onclick: () => this.modeler.get("selection").select(way) },
      el("span", {}, `→ ${way.target.businessObject.name || t("(没有名称)", "(no name)")}`),
      el("code", { class: when ? "mono" : "quiet" }, when || (isOtherwise(object) ? t("其他情况", "otherwise") : t("还没有条件", "no condition yet")))));
  }

  #flow(element, object) {
    const own = ownWords(object, "flow") ?? {};
    const label = labelled(own.label, object.name ?? "");
    const put = (more, plain = {}) => putOwnWords(this.modeler, element, object, "flow", emptyIsNull(clean({ ...own, ...more })), plain);
    const parts = [el("h2", {}, t("连线", "Line")), line(t("名称", "Name"), t(label.zh, label.en), (name) => put({ label: name ? { zh: name, en: name } : undefined }, { name: name || undefined }), { "data-test": "step-name", hint: t("显示在图上,也会写进“为什么是我”", "Shown in the drawing, and as the reason on the card") })];
    if (!chooses(element.source?.businessObject)) return parts;
    return [...parts, el("h3", {}, t("什么时候走这条", "When it is taken")), conditionEditor({
      when: conditionOf(object),
      fields: this.head().fields ?? [],
      otherwise: isOtherwise(object),
      change: (when) => this.#condition(element, object, own, when),
    })];
  }

  #condition(element, object, own, when) {
    const gateway = element.source;
    const modeling = this.modeler.get("modeling");
    const expression = when ? this.modeler.get("moddle").create("bpmn:FormalExpression", { body: asWords(when) }) : undefined;
    if (expression) expression.$parent = object;
    putOwnWords(this.modeler, element, object, "flow", emptyIsNull(clean({ ...own, when: when || undefined })), { conditionExpression: expression });
    if (when === null) modeling.updateProperties(gateway, { default: object });
    else if (isOtherwise(object)) modeling.updateProperties(gateway, { default: undefined });
  }

  #activity(element, object, data) {
    const put = (more, plain = {}) => putOwnWords(this.modeler, element, object, "step", clean({ ...data, ...more }), plain);
    const name = labelled(data.name, object.name ?? "");
    const shown = object.name && ![name.zh, name.en].includes(object.name) ? { zh: object.name, en: object.name } : name;
    const around = { words: this.words, fields: this.head().fields ?? [], steps: this.steps(element), votes: data.mode === "vote" };
    const forPeople = ["approval", "task"].includes(data.kind);
    const text = (key, label, more = {}) => line(label, String(data[key] ?? ""), (value) => put({ [key]: value || undefined }), { "data-test": key, ...more });
    return [
      el("h2", {}, t("步骤", "Step")),
      line(t("名称(中文)", "Name in Chinese"), shown.zh, (zh) => put({ name: { zh, en: shown.en === shown.zh ? zh : shown.en } }, { name: zh || undefined }), { "data-test": "step-name" }),
      line(t("名称(英文)", "Name in English"), shown.en, (en) => put({ name: { ...shown, en } })),
      choice(t("做什么", "What happens"), KINDS(), data.kind, (kind) => put(keptFor(kind, data)), { "data-test": "kind" }),
      forPeople || data.kind === "notify" ? [el("h3", {}, t("谁", "Who")), whoList(data.who ?? [], around, (who) => put({ who }))] : null,
      forPeople ? modePart(data, put) : null,
      data.kind === "notify" ? text("text", t("告诉他们什么", "What they are told")) : null,
      data.kind === "service" ? [text("url", t("地址", "Address"), { placeholder: "https://" }), choice(t("方法", "Method"), ["POST", "PUT", "PATCH", "GET", "DELETE"].map((each) => [each, each]), data.method ?? "POST", (method) => put({ method: method === "POST" ? undefined : method }))] : null,
      data.kind === "call" ? text("template", t("哪个模板", "Which template")) : null,
      data.kind === "plugin" ? text("plugin", t("哪个插件", "Which plugin")) : null,
      forPeople ? text("due", t("时限", "Due"), { ...DUE, hint: t("2d = 2 个工作日,4h = 4 小时;不填就没有时限", "2d = 2 working days, 4h = 4 hours; none when left empty") }) : null,
      forPeople ? settingsPart(data, around, put) : null,
      this.#expert(element, object, data),
    ].flat(2).filter(Boolean);
  }

  #expert(element, object, data) {
    return section("expert", t("专家:全部设置(JSON)", "Experts: all settings (JSON)"), this.#json(data, (next) => putOwnWords(this.modeler, element, object, "step", next)));
  }

  #json(data, put) {
    return area("JSON", JSON.stringify(data, null, 2), (text, input) => {
      try {
        const next = JSON.parse(text);
        input.setCustomValidity("");
        put(next);
      } catch {
        input.setCustomValidity(t("这不是 JSON,没有改动。", "This is not JSON; nothing was changed."));
        input.reportValidity();
      }
    }, { rows: 8 });
  }
}

/** Another kind of step keeps what it has a use for. */
function keptFor(kind, data) {
  const people = ["approval", "task", "notify"].includes(kind);
  const keys = people ? kind === "notify" ? ["who"] : Object.keys(data) : [];
  const gone = Object.fromEntries(Object.keys(data).filter((key) => !["name", "due", ...keys].includes(key)).map((key) => [key, undefined]));
  const only = kind === "task" ? { self: undefined, repeat: undefined, reject_to: undefined, any_reject: undefined, early: undefined, wait_all: undefined, pass: undefined, ...(data.mode === "vote" ? { mode: undefined } : {}) } : {};
  return { ...gone, ...only, kind, ...(people ? { who: data.who ?? [] } : { due: undefined }) };
}

const conditionOf = (object) => {
  const own = ownWords(object, "flow")?.when;
  const drawn = object.conditionExpression?.body ?? "";
  return own && asWords(own) === drawn ? own : drawn; // changed by another tool since: the drawing wins
};
const isOtherwise = (object) => object.sourceRef?.default === object;
const clean = (data) => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
const emptyIsNull = (data) => (Object.keys(data).length ? data : null);
