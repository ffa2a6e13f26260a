// The designer: opens a template, keeps a draft, shows what changed, publishes.

import { button, el } from "../../js/dom.js";
import { openSheet } from "../../js/sheet.js";
import { side, speak, spoken } from "../../js/words.js";
import * as api from "./api.js";
import { blank, newPrefix } from "./blank.js";
import { changeList } from "./changes.js";
import { select, t } from "./inputs.js";
import { Marks } from "./marks.js";
import { TUITUI, processOf, putOwnWords, ownWords, stepId } from "./own.js";
import { Panel } from "./panel.js";
import { followFingers } from "./touch.js";
import { translation } from "./translate.js";
import { whatIf } from "./what-if.js";

const CHECK_AFTER_MS = 500;
const root = document.getElementById("app");

class Designer {
  constructor(session, words) {
    this.session = session;
    this.stage = el("div", { class: "stage", role: "application", "aria-label": t("流程图", "The drawing") });
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    this.modeler = new window.BpmnJS({
      container: this.stage,
      moddleExtensions: { tuitui: TUITUI },
      bpmnRenderer: { defaultFillColor: colour("--surface"), defaultStrokeColor: colour("--ink"), defaultLabelColor: colour("--ink") },
      additionalModules: [translation(spoken())],
    });
    followFingers(this.stage, this.modeler.get("canvas"));
    this.panel = new Panel(this.modeler, words);
    this.marks = new Marks(this.modeler);
    this.title = el("h1", {}, t("流程设计", "Process designer"));
    this.state = el("span", { class: "state" });
    this.notice = el("p", { class: "notice", role: "status", hidden: true });
    this.#tools();
    const bar = el("header", { class: "bar" },
      el("a", { class: "back", href: "/", "aria-label": t("回到聊天", "Back to the chat") }, "‹"), el("div", { class: "names" }, this.title, this.state), this.tools, this.#person());
    root.replaceChildren(el("div", { class: "designer" }, bar, el("main", { class: "work" }, el("div", { class: "board" }, this.stage, this.marks.node, this.notice), this.panel.node)));
    this.modeler.on("commandStack.changed", () => this.#changed());
    this.modeler.on("shape.added", ({ element }) => { this.added = element; });
    addEventListener("beforeunload", (event) => { if (this.dirty) event.preventDefault(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (!this.dirty) location.reload(); });
    window.designer = this; // the tests draw by the modeler's own commands
  }

  #tools() {
    const stack = () => this.modeler.get("commandStack");
    const act = (work) => () => this.attempt(work);
    this.buttons = {
      open: button({ class: "button button-plain", onclick: act(() => this.chooseTemplate()) }, t("打开", "Open")),
      undo: button({ class: "icon-button edit-only", "aria-label": t("撤销", "Undo"), title: t("撤销", "Undo"), onclick: () => stack().undo() }, "↶"),
      redo: button({ class: "icon-button edit-only", "aria-label": t("重做", "Redo"), title: t("重做", "Redo"), onclick: () => stack().redo() }, "↷"),
      more: button({ class: "button button-plain", onclick: () => this.more() }, t("更多", "More")),
      diff: button({ class: "button button-plain", onclick: act(() => this.showChanges()) }, t("看改动", "Changes")),
      simulate: button({ class: "button button-plain", onclick: act(() => this.simulate()) }, t("模拟", "Simulate")),
      save: button({ class: "button button-plain edit-only", onclick: act(() => this.save()) }, t("存草稿", "Save draft")),
      publish: button({ class: "button button-primary edit-only", onclick: act(() => this.publish()) }, t("发布", "Publish")),
    };
    this.tools = el("div", { class: "tools" }, Object.values(this.buttons));
  }

  #person() {
    const { session } = this;
    if (!session.demo) return null;
    return el("div", { class: "person" }, select(session.people.map(({ id, name, english_name: english }) => [id, t(name, english)]), session.user,
      (user) => this.attempt(async () => { await api.become(user); location.reload(); }), { "aria-label": t("现在是谁(演示)", "Who you are (demo)") }));
  }

  async attempt(work) {
    try {
      await work();
    } catch (error) {
      this.say(error.message, true);
    }
  }

  say(words, bad = false) {
    this.notice.hidden = false;
    this.notice.classList.toggle("bad", bad);
    this.notice.textContent = words;
    clearTimeout(this.hiding);
    this.hiding = setTimeout(() => { this.notice.hidden = true; }, bad ? 15_000 : 6_000);
  }

  async load({ xml, findings, version = null, draft = null, dirty = false }) {
    this.loaded = false;
    await this.modeler.importXML(xml);
    this.fit();
    this.#ensureHead();
    Object.assign(this, { version, draft, dirty, loaded: true });
    this.#showState();
    this.panel.draw();
    this.marks.show(findings);
  }

  fit(whole = false) {
    const canvas = this.modeler.get("canvas");
    const { inner, outer } = canvas.viewbox();
    const [left, right] = innerWidth < 760 ? [16, 16] : [132, 40]; // the palette stands at the left
    // Unless the whole is asked for: from its beginning, when its words would be too small to read.
    const scale = Math.max(whole ? 0 : 0.7, Math.min(1, (outer.width - left - right) / inner.width, (outer.height - 96) / inner.height));
    canvas.viewbox({ x: inner.x - left / scale, y: inner.y - (outer.height / scale - inner.height) / 2, width: outer.width / scale, height: outer.height / scale });
  }

  /** A drawing of another tool says nothing of our ids yet. */
  #ensureHead() {
    const { element, object } = processOf(this.modeler);
    if (ownWords(object, "template")) return;
    const id = stepId(object.id.replace(/^Process_/, "")) || "process";
    const name = object.name || id;
    putOwnWords(this.modeler, element, object, "template", { id: /^[a-z]/.test(id) ? id : `process_${id}`, prefix: newPrefix(1), name: { zh: name, en: name }, about: { zh: name, en: name } });
  }

  get id() {
    return this.panel.head().id ?? "";
  }

  #changed() {
    if (!this.loaded) return;
    this.dirty = true;
    this.#showState();
    this.#fill();
    clearTimeout(this.checking);
    this.checking = setTimeout(() => this.attempt(() => this.check()), CHECK_AFTER_MS);
  }

  /** A task that was just drawn is an approval by nobody yet: the mark on it says what is missing. */
  #fill() {
    const element = this.added;
    this.added = null;
    const object = element?.businessObject;
    if (!object || !/(^bpmn:|User|Manual)Task$/.test(object.$type) || ownWords(object, "step")) return;
    putOwnWords(this.modeler, element, object, "step", { kind: "approval", who: [] });
  }

  #showState() {
    const head = this.panel.head();
    const name = typeof head.name === "object" ? side(head.name) : head.name;
    this.title.textContent = name || t("流程设计", "Process designer");
    const published = this.version ? t(`已发布第 ${this.version} 版`, `Version ${this.version} is published`) : t("还没发布", "Not published yet");
    const draft = this.dirty ? t("有改动没存", "unsaved changes") : this.draft ? t("有草稿", "draft kept") : "";
    this.state.textContent = [published, draft].filter(Boolean).join(" · ");
  }

  async xml() {
    return (await this.modeler.saveXML({ format: true })).xml;
  }

  async check() {
    const { findings } = await api.check(await this.xml());
    this.marks.show(findings);
  }

  async save() {
    const { findings } = await api.keep(this.id, await this.xml());
    Object.assign(this, { dirty: false, draft: true });
    this.marks.show(findings);
    this.#showState();
    history.replaceState(null, "", `#${this.id}`);
    this.say(t("草稿存好了。发布之前,新流程还走已发布的版本。", "The draft is kept. Until it is published, new processes follow the published version."));
  }

  async showChanges() {
    if (this.dirty || !this.draft) await this.save();
    const { changes } = await api.diff(this.id);
    openSheet({ title: this.version ? t(`和第 ${this.version} 版比`, `Compared to version ${this.version}`) : t("这是第一版", "This is the first version"), content: [changeList(changes)] });
  }

  /** What it would have meant for the processes that have ended, before anybody is bound by it. */
  async simulate() {
    if (this.dirty || !this.draft) await this.save();
    openSheet({ title: t("发布了会怎样", "What it would mean"), content: [whatIf(await api.simulation(this.id))] });
  }

  async publish() {
    if (this.dirty || !this.draft) await this.save();
    const { changes } = await api.diff(this.id);
    const sheet = openSheet({
      title: t("发布?", "Publish?"),
      content: [el("p", { class: "who-hint" }, t("新发起的流程走新版本;正在走的继续走原来的版本。", "New processes follow the new version; those under way keep theirs.")), changeList(changes),
        el("div", { class: "sheet-acts" }, button({ class: "button button-primary", onclick: () => { sheet.close(); this.attempt(() => this.#publishNow()); } }, t("确认发布", "Publish it")))],
    });
  }

  async #publishNow() {
    const { version } = await api.publish(this.id);
    Object.assign(this, { version, draft: null, dirty: false });
    this.#showState();
    this.say(t(`「${this.title.textContent}」第 ${version} 版已发布,在聊天里就能发起。`, `Version ${version} of “${this.title.textContent}” is published; it can be started in the chat.`));
  }

  more() {
    const file = el("input", { type: "file", accept: ".bpmn,.xml,.yaml,.yml", hidden: true, onchange: () => { sheet.close(); this.attempt(() => this.bring(file.files[0])); } });
    const row = (words, work, danger = false) => button({ class: `pick-row ${danger ? "danger" : ""}`, onclick: () => { sheet.close(); this.attempt(work); } }, words);
    const sheet = openSheet({
      title: t("更多", "More"),
      content: [el("div", { class: "pick-group" }, file,
        button({ class: "pick-row", onclick: () => file.click() }, t("导入 BPMN 或 YAML 文件", "Import a BPMN or YAML file")),
        row(t("导出 BPMN 文件", "Export as BPMN"), () => this.#export("bpmn")),
        row(t("导出图片(SVG)", "Export a picture (SVG)"), () => this.#export("svg")),
        row(t("看全图", "Show the whole drawing"), () => this.fit(true)),
        this.draft && this.version ? row(t("丢掉草稿,回到已发布的版本", "Drop the draft, back to the published version"), () => this.#drop(), true) : null)],
    });
  }

  async bring(file) {
    if (file) await this.load({ ...(await api.bring(file)), dirty: true });
  }

  async #export(kind) {
    const content = kind === "svg" ? (await this.modeler.saveSVG()).svg : await this.xml();
    const url = URL.createObjectURL(new Blob([content], { type: kind === "svg" ? "image/svg+xml" : "application/bpmn+xml" }));
    el("a", { href: url, download: `${this.id || "process"}.${kind}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1_000);
  }

  async #drop() {
    await api.drop(this.id);
    await this.open(this.id);
  }

  async open(id) {
    await this.load(await api.template(id));
    history.replaceState(null, "", `#${id}`);
  }

  async chooseTemplate() {
    const { items } = await api.templates();
    const pick = (work) => () => { sheet.close(); this.attempt(work); };
    const sheet = openSheet({
      title: t("打开流程", "Open a process"),
      content: [el("div", { class: "pick-group" },
        button({ class: "pick-row", onclick: pick(() => this.start(items)) }, el("b", {}, t("+ 画一个新流程", "+ Draw a new process"))),
        items.map(({ id, name, version, draft }) => button({ class: "pick-row", "aria-current": id === this.id ? "true" : null, onclick: pick(() => this.open(id)) },
          el("span", { class: "pick-words" }, el("span", { class: "pick-name" }, side(name)),
            el("span", { class: "pick-title" }, [version ? t(`第 ${version} 版`, `version ${version}`) : t("还没发布", "not published"), draft ? t("有草稿", "draft") : ""].filter(Boolean).join(" · "))))))],
    });
  }

  async start(items) {
    let number = 1;
    while (items.some(({ id }) => id === `process_${number}`)) number += 1;
    history.replaceState(null, "", location.pathname);
    await this.load({ xml: blank(number), findings: [] });
  }
}

async function begin() {
  const session = await api.session();
  speak(session.language);
  document.title = t("流程设计 · 推推", "Process designer · Tuitui");
  if (!window.BpmnJS) throw new Error(t("画图的部件没装好:请运行一次 make run。", "The drawing library is missing: run `make run` once."));
  const designer = new Designer(session, await api.words());
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked) await designer.attempt(() => designer.open(asked));
  if (!designer.loaded) await designer.start((await api.templates()).items);
  root.dataset.ready = "true";
}

begin().catch((error) => root.replaceChildren(el("main", { class: "trouble", role: "alert" }, el("p", {}, error.message))));
