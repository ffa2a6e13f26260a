// The voice button: tap, speak, send. What cannot work says so before anyone speaks in vain.

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const SHORTEST_MS = 500;
const LONGEST_MS = 120_000;

export class Recorder {
  #recorder = null;
  #began = 0;
  #timer = 0;

  constructor(chat, conversation) {
    this.chat = chat;
    this.conversation = conversation;
    this.start = button({ class: "icon-button voice-button", "aria-label": say("voice_start"), onclick: () => this.#begin() }, icon("mic", 22));
    this.time = el("span", { class: "voice-time" }, "0:00");
    this.bar = el("div", { class: "voice-bar", hidden: true, role: "group", "aria-label": say("voice_going") },
      button({ class: "quiet-button", onclick: () => this.cancel() }, say("voice_cancel")),
      el("span", { class: "voice-dot", "aria-hidden": "true" }), el("span", { class: "voice-words" }, say("voice_going")), this.time,
      button({ class: "send-button", "aria-label": say("voice_send"), onclick: () => this.#finish() }, icon("send")));
    this.node = el("div", { class: "voice" }, this.start, this.bar);
  }

  cancel() {
    if (!this.#recorder) return;
    this.#recorder.onstop = null;
    this.#stop();
  }

  async #begin() {
    if (!this.chat.session.voice) return this.#tell("voice_none");
    if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return this.#tell("voice_unsupported");
    let microphone;
    try {
      microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return this.#tell("voice_denied");
    }
    return this.#record(microphone);
  }

  #record(microphone) {
    const heard = [];
    const conversation = this.conversation();
    this.#recorder = new MediaRecorder(microphone);
    this.#recorder.ondataavailable = ({ data }) => heard.push(data);
    this.#recorder.onstop = () => this.chat.sendVoice(conversation, new Blob(heard, { type: this.#type }));
    this.#type = this.#recorder.mimeType.split(";")[0] || "audio/webm";
    this.#recorder.start();
    this.#began = performance.now();
    this.#timer = setInterval(() => this.#tick(), 200);
    this.bar.hidden = false;
    this.bar.lastElementChild.focus();
    this.#tick();
  }

  #type = "audio/webm";

  #tick() {
    const seconds = Math.floor((performance.now() - this.#began) / 1000);
    this.time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds * 1000 >= LONGEST_MS) this.#finish();
  }

  #finish() {
    if (!this.#recorder) return;
    if (performance.now() - this.#began < SHORTEST_MS) {
      this.cancel();
      this.#tell("voice_short");
    } else {
      this.#stop();
    }
  }

  #stop() {
    clearInterval(this.#timer);
    const recorder = this.#recorder;
    this.#recorder = null;
    recorder.stop();
    for (const track of recorder.stream.getTracks()) track.stop();
    this.bar.hidden = true;
    this.start.focus();
  }

  #tell(key) {
    this.chat.dispatchEvent(new CustomEvent("notice", { detail: say(key) }));
  }
}
