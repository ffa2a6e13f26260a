// Our own words within the drawing: JSON in elements of our namespace, as the server reads and writes them.

/** Tells bpmn-js of our elements, so that it keeps them. */
export const TUITUI = {
  name: "Tuitui",
  uri: "urn:tuitui:bpmn:1",
  prefix: "tuitui",
  xml: { tagAlias: "lowerCase" },
  types: ["Step", "Flow", "Template", "Exit"].map((name) => ({
    name,
    superClass: ["Element"],
    properties: [{ name: "text", isBody: true, type: "String" }],
  })),
};

const typed = (what) => `tuitui:${what[0].toUpperCase()}${what.slice(1)}`;

/** The JSON of `step`, `flow` or `template` at a BPMN object; null when there is none that can be read. */
export function ownWords(object, what) {
  const found = object.extensionElements?.values?.find((each) => each.$type === typed(what));
  try {
    const data = found ? JSON.parse(found.text) : null;
    return data && typeof data === "object" ? data : null;
  } catch {
    return null;
  }
}

/** Writes it, as one step of undo. `more` are plain properties set along with it. */
export function putOwnWords(modeler, element, object, what, data, more = {}) {
  const moddle = modeler.get("moddle");
  const others = (object.extensionElements?.values ?? []).filter((each) => each.$type !== typed(what));
  const values = data === null ? others : [...others, moddle.create(typed(what), { text: JSON.stringify(data) })];
  const extensionElements = values.length ? moddle.create("bpmn:ExtensionElements", { values }) : undefined;
  for (const each of values) each.$parent = extensionElements;
  if (extensionElements) extensionElements.$parent = object;
  modeler.get("modeling").updateModdleProperties(element, object, { extensionElements, ...more });
}

/** The process that is drawn, with the element that stands for it on the canvas. */
export function processOf(modeler) {
  const root = modeler.get("canvas").getRootElement();
  if (root.businessObject.$type === "bpmn:Process") return { element: root, object: root.businessObject };
  const pool = modeler.get("elementRegistry").find(({ businessObject }) => businessObject.$type === "bpmn:Participant" && businessObject.processRef);
  return { element: pool ?? root, object: pool?.businessObject.processRef ?? root.businessObject };
}

/** A step's id in the template, made of the drawn one as the server makes it: `Activity_1x` → `activity_1x`. */
export function stepId(drawn) {
  if (/^[a-z][a-z0-9_]{0,39}$/.test(drawn)) return drawn;
  return drawn.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 36);
}

const JOINED = /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(&&|\|\||!(?!=))|\b(true|false|null)\b/g;
const WORDS = { "&&": "and", "||": "or", "!": "not ", true: "True", false: "False", null: "None" };

/** A condition in the words that other engines read beside ours; the same as the server writes. */
export function asWords(condition) {
  return condition
    .replace(JOINED, (_, quoted, joined, constant) => quoted ?? WORDS[joined ?? constant])
    .replace(/\b([a-z_][\w.]*)\.contains\(("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\)/g, "($2 in $1)");
}
