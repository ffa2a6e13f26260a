// A picture in the chat, and full screen: wheel, pinch, drag, keys; Esc closes.

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const CLOSEST = 6;

export function picture({ url, alt, width, height }) {
  const image = el("img", { src: url, alt, width, height, loading: "lazy", decoding: "async" });
  const frame = button(
    { class: "picture loading", "aria-label": say("open_picture", { alt }), onclick: () => (failed ? retry() : openViewer(url, alt)) }, image,
  );
  if (width && height) image.style.aspectRatio = `${width} / ${height}`;
  let failed = false;
  const retry = () => {
    failed = false;
    frame.classList.replace("broken", "loading");
    frame.replaceChildren(image);
    image.src = url;
  };
  image.addEventListener("load", () => frame.classList.remove("loading"));
  image.addEventListener("error", () => {
    failed = true;
    frame.classList.replace("loading", "broken");
    frame.replaceChildren(icon("again"), el("span", {}, say("picture_failed")));
  });
  return frame;
}

export function openViewer(url, alt) {
  const image = el("img", { src: url, alt, draggable: "false" });
  const stage = el("div", { class: "viewer-stage" }, image);
  const view = new Zoom(stage, image);
  const tool = (name, label, onclick) => button({ class: "icon-button", "aria-label": say(label), onclick }, icon(name));
  const dialog = el("dialog", { class: "viewer", "aria-label": alt }, stage,
    el("div", { class: "viewer-tools" },
      tool("minus", "zoom_out", () => view.by(1 / 1.5)),
      tool("plus", "zoom_in", () => view.by(1.5)),
      tool("again", "zoom_fit", () => view.fit()),
      el("a", { class: "icon-button", href: url, download: "", "aria-label": say("save_picture") }, icon("save")),
      tool("close", "close", () => dialog.close())),
    el("p", { class: "viewer-caption" }, alt));
  dialog.addEventListener("keydown", (event) => view.key(event));
  dialog.addEventListener("close", () => dialog.remove());
  stage.addEventListener("click", (event) => { if (event.target === stage && !view.dragged) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
}

/** Scale and shift of the picture, by whatever pointer there is. */
class Zoom {
  #scale = 1;
  #x = 0;
  #y = 0;
  #pointers = new Map();
  dragged = false;

  constructor(stage, image) {
    this.stage = stage;
    this.image = image;
    stage.addEventListener("wheel", (event) => { event.preventDefault(); this.by(Math.exp(-event.deltaY / 300), event); }, { passive: false });
    stage.addEventListener("dblclick", (event) => (this.#scale > 1 ? this.fit() : this.by(2.5, event)));
    stage.addEventListener("pointerdown", (event) => this.#down(event));
    stage.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) stage.addEventListener(name, (event) => this.#pointers.delete(event.pointerId));
  }

  fit() {
    [this.#scale, this.#x, this.#y] = [1, 0, 0];
    this.#apply();
  }

  /** Zooms about a point on the screen, or about the middle. */
  by(factor, point = null) {
    const box = this.stage.getBoundingClientRect();
    const [px, py] = point ? [point.clientX - box.left - box.width / 2, point.clientY - box.top - box.height / 2] : [0, 0];
    const scale = Math.min(CLOSEST, Math.max(1, this.#scale * factor));
    this.#x = px - ((px - this.#x) * scale) / this.#scale;
    this.#y = py - ((py - this.#y) * scale) / this.#scale;
    this.#scale = scale;
    if (scale === 1) [this.#x, this.#y] = [0, 0];
    this.#apply();
  }

  key(event) {
    const act = {
      "+": () => this.by(1.5), "=": () => this.by(1.5), "-": () => this.by(1 / 1.5), 0: () => this.fit(),
      ArrowLeft: () => this.#shift(80, 0), ArrowRight: () => this.#shift(-80, 0), ArrowUp: () => this.#shift(0, 80), ArrowDown: () => this.#shift(0, -80),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #down(event) {
    this.stage.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, event);
    this.dragged = false;
  }

  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const others = [...this.#pointers.values()].filter(({ pointerId }) => pointerId !== event.pointerId);
    this.#pointers.set(event.pointerId, event);
    if (others.length) this.#pinch(others[0], before, event);
    else this.#shift(event.clientX - before.clientX, event.clientY - before.clientY);
    this.dragged = this.dragged || others.length > 0 || Math.hypot(event.movementX, event.movementY) > 2;
  }

  #pinch(fixed, before, now) {
    const apart = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1;
    this.by(apart(fixed, now) / apart(fixed, before), {
      clientX: (fixed.clientX + now.clientX) / 2, clientY: (fixed.clientY + now.clientY) / 2,
    });
  }

  #shift(x, y) {
    if (this.#scale === 1) return;
    this.#x += x;
    this.#y += y;
    this.#apply();
  }

  #apply() {
    this.image.style.transform = `translate(${this.#x}px, ${this.#y}px) scale(${this.#scale})`;
  }
}
