// The server's JSON, same origin. A refusal becomes a Refused whose message is a sentence to show.

import { say } from "./words.js";

export class Refused extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

/** The server could not be reached at all; worth trying again with the same key. */
export class Unreachable extends Error {
  constructor() {
    super(say("cannot_reach"));
  }
}

async function call(method, path, body, type = "application/json") {
  let response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "content-type": type },
      body: body === undefined || type !== "application/json" ? body : JSON.stringify(body),
    });
  } catch {
    throw new Unreachable();
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  if (response.status === 502 || response.status === 503 || response.status === 504) {
    if (!answer) throw new Unreachable();
  }
  throw new Refused(answer?.detail || answer?.title || say("failed"), response.status);
}

const id = encodeURIComponent;

export const session = () => call("GET", "/chat/session");
export const become = (user) => call("POST", "/chat/session", { user });
export const chooseLanguage = (language) => call("POST", "/chat/language", { language });
export const conversations = () => call("GET", "/chat/conversations");
export const send = (message) => call("POST", "/chat/messages", message);
export const press = (what) => call("POST", "/chat/presses", what);
export const read = (conversation, seq) => call("POST", "/chat/read", { conversation, seq });
export const advance = (period) => call("POST", "/api/v1/demo/clock", { advance: period });

export function messages(conversation, { before, after, limit = 50 } = {}) {
  const bounds = (before ? `&before=${before}` : "") + (after === undefined ? "" : `&after=${after}`);
  return call("GET", `/chat/messages?conversation=${id(conversation)}${bounds}&limit=${limit}`);
}

export function voice(conversation, recording) {
  return call("POST", `/chat/voice?conversation=${id(conversation)}`, recording, recording.type || "audio/webm");
}

export const upload = (file) => call("POST", `/chat/files?name=${id(file.name)}`, file, file.type || "application/octet-stream");

/** A name for one act of the user, so that a repeated request happens once. */
export function freshKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
