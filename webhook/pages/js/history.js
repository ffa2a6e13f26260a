// The messages of one conversation as far as the page knows them. No DOM, no network.

/** A message may come twice, late, or in a newer version: `merge` makes one ordered list of it all. */
export class History {
  #byId = new Map();
  #items = [];
  pending = []; // own texts not yet seen on the stream: {key, text, replyTo, at, state, id, sentence}
  more = true; // older ones may exist on the server
  loaded = false;
  #aliases = new Map(); // message id → key of the pending one it grew out of

  get items() {
    return this.#items;
  }

  get first() {
    return this.#items[0] ?? null;
  }

  get last() {
    return this.#items[this.#items.length - 1] ?? null;
  }

  get(id) {
    return this.#byId.get(id) ?? null;
  }

  /** The name under which the view keeps a message's element, stable from pending to confirmed. */
  nameOf(message) {
    return this.#aliases.get(message.id) ?? message.id;
  }

  /** "new", "changed" or "known". */
  merge(message, me) {
    const known = this.#byId.get(message.id);
    if (known && known.version >= message.version) return "known";
    this.#byId.set(message.id, message);
    if (known) {
      this.#items = this.#items.map((item) => (item.id === message.id ? message : item));
      return "changed";
    }
    this.#insert(message);
    if (message.author.id === me) this.#adopt(message);
    return "new";
  }

  /** The server took the pending text and named it. */
  confirm(key, id) {
    const waiting = this.pending.find((item) => item.key === key);
    if (!waiting) return;
    waiting.id = id;
    waiting.state = "sent";
    if (this.#byId.has(id)) this.#adopt(this.#byId.get(id));
  }

  #insert(message) {
    let at = this.#items.length;
    while (at > 0 && this.#items[at - 1].seq > message.seq) at -= 1;
    this.#items = [...this.#items.slice(0, at), message, ...this.#items.slice(at)];
  }

  // The stream may be faster than the answer to our own request: then the words tell which one it is.
  #adopt(message) {
    const said = message.parts[0]?.text;
    const index = this.pending.findIndex((item) => item.id === message.id);
    const at = index >= 0 ? index : this.pending.findIndex((item) => !item.id && item.text === said);
    if (at < 0) return;
    this.#aliases.set(message.id, this.pending[at].key);
    this.pending.splice(at, 1);
  }
}
