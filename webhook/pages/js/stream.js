// Live updates over server-sent events, reconnecting for as long as the page is open.

const FIRST_WAIT_MS = 600;
const LONGEST_WAIT_MS = 15_000;

/** Dispatches `message`, `typing`, `clock`, `language` with `detail`; `up`, `down`; `ready` when nothing is missed from here on. */
export class Stream extends EventTarget {
  #source = null;
  #wait = FIRST_WAIT_MS;
  #timer = 0;
  #up = false;

  open() {
    this.#connect();
    addEventListener("online", this.#hurry);
    document.addEventListener("visibilitychange", this.#hurry);
  }

  close() {
    removeEventListener("online", this.#hurry);
    document.removeEventListener("visibilitychange", this.#hurry);
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #hurry = () => {
    if (document.hidden || this.#up) return;
    clearTimeout(this.#timer);
    this.#wait = FIRST_WAIT_MS;
    this.#connect();
  };

  #connect() {
    this.#source?.close();
    const source = new EventSource("/chat/stream");
    this.#source = source;
    source.addEventListener("open", () => this.#arrived());
    source.addEventListener("ready", () => this.#tell("ready", null));
    for (const name of ["message", "typing", "clock", "language"]) {
      source.addEventListener(name, (event) => this.#tell(name, JSON.parse(event.data)));
    }
    source.addEventListener("error", () => this.#lost());
  }

  #arrived() {
    this.#up = true;
    this.#wait = FIRST_WAIT_MS;
    this.#tell("up", null);
  }

  // The browser's own retry gives up on an HTTP error and waits three seconds otherwise: ours does neither.
  #lost() {
    this.#source?.close();
    this.#up = false;
    this.#tell("down", null);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), this.#wait * (0.8 + Math.random() * 0.4));
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
