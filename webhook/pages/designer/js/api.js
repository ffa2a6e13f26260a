// What the page asks of the server. A refusal becomes an error whose message is a sentence to show.

import { t } from "./inputs.js";

async function call(method, path, body, type = "application/bpmn+xml") {
  let response;
  try {
    response = await fetch(path, { method, credentials: "same-origin", headers: body === undefined ? {} : { "content-type": type }, body });
  } catch {
    throw new Error(t("连不上推推,请稍后再试。", "Tuitui cannot be reached; please try again."));
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  const errors = answer?.errors?.map((each) => `${each.where || each.at || ""} ${each.expected}`.trim()).join("\n");
  throw new Error([answer?.detail || t("没有做成。", "That did not work."), errors].filter(Boolean).join("\n"));
}

const at = (id) => `/designer/templates/${encodeURIComponent(id)}`;

export const session = () => call("GET", "/chat/session");
export const become = (user) => call("POST", "/chat/session", JSON.stringify({ user }), "application/json");
export const words = () => call("GET", "/designer/words");
export const templates = () => call("GET", "/designer/templates");
export const template = (id, published) => call("GET", `${at(id)}${published ? "?published=true" : ""}`);
export const check = (xml) => call("POST", "/designer/check", xml);
export const bring = (data) => call("POST", "/designer/import", data, "application/octet-stream");
export const keep = (id, xml) => call("PUT", `${at(id)}/draft`, xml);
export const drop = (id) => call("DELETE", `${at(id)}/draft`);
export const diff = (id) => call("GET", `${at(id)}/draft/diff`);
export const simulation = (id) => call("GET", `${at(id)}/draft/simulation`);
export const publish = (id) => call("POST", `${at(id)}/draft/publish`);
