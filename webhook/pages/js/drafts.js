// Words not yet sent, kept per person and conversation for as long as the tab lives, through reloads.

export class Drafts {
  #prefix;
  #kept = new Map(); // when storage is blocked

  constructor(me) {
    this.#prefix = `tuitui.draft.${me}.`;
  }

  get(conversation) {
    return this.#kept.get(conversation) ?? this.#storage((storage) => storage.getItem(this.#prefix + conversation)) ?? "";
  }

  set(conversation, words) {
    this.#kept.set(conversation, words);
    this.#storage((storage) => (words ? storage.setItem(this.#prefix + conversation, words) : storage.removeItem(this.#prefix + conversation)));
  }

  #storage(use) {
    try {
      return use(sessionStorage);
    } catch {
      return null;
    }
  }
}
