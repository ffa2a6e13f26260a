// Builds elements. Text only ever becomes text nodes: nothing here parses HTML.

/** `el("button", {class: "x", onclick: f, "aria-label": "…"}, child, …)`; null and false children are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child);
  }
}

/** A button that never submits a form, with an accessible name when it shows only an icon. */
export function button(attributes, ...children) {
  return el("button", { type: "button", ...attributes }, ...children);
}

let serial = 0;

/** An id nobody else on the page has, to tie labels to what they label. */
export function freshId(prefix) {
  serial += 1;
  return `${prefix}-${serial}`;
}

export function reducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** True where fingers are the pointer: there, focusing a field would raise the keyboard. */
export function touchFirst() {
  return matchMedia("(pointer: coarse)").matches;
}
