// The company's clock and how moments are read aloud: never ISO, the weekday when near.

import { spoken } from "./words.js";

/** A form's `2026-12-20` or `2026-12-20T15:00` as the cards say it: 12月20日 周日 / Sun, Dec 20. */
export function valueWords(value) {
  const moment = new Date(`${value.slice(0, 10)}T12:00Z`);
  if (Number.isNaN(moment.getTime())) return value;
  const clock = new CompanyClock(new Date().toISOString(), "UTC");
  return [clock.dated(moment), value.slice(11, 16)].filter(Boolean).join(" ");
}

/** Runs on from what the server last said; the demo's time machine sets it. */
export class CompanyClock {
  #at = 0;
  #mark = 0;

  constructor(now, timezone) {
    this.timezone = timezone;
    this.set(now);
  }

  set(now) {
    this.#at = Date.parse(now);
    this.#mark = performance.now();
  }

  now() {
    return new Date(this.#at + performance.now() - this.#mark);
  }

  /** `2026-11-24` where the company is: equal keys are the same day there. */
  day(moment) {
    return this.#format("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" }, moment);
  }

  time(moment) {
    return this.#format("en-GB", { hour: "2-digit", minute: "2-digit" }, moment);
  }

  /** For a separator between days: 今天, 昨天, 周五, 11月20日 周五. */
  dayWords(moment) {
    const age = this.#daysSince(moment);
    if (age === 0) return spoken() === "zh" ? "今天" : "Today";
    if (age === 1) return spoken() === "zh" ? "昨天" : "Yesterday";
    return this.dated(moment);
  }

  /** For a list: the time when today, else the day in as few letters as will do. */
  short(moment) {
    const age = this.#daysSince(moment);
    if (age === 0) return this.time(moment);
    if (age === 1) return spoken() === "zh" ? "昨天" : "Yesterday";
    if (age > 1 && age < 7) return this.#weekday(moment);
    return this.#monthDay(moment);
  }

  /** 11月20日 周五, with the year when it is another. */
  dated(moment) {
    return this.#dated(moment, this.day(moment).slice(0, 4) !== this.day(this.now()).slice(0, 4));
  }

  /** For the time machine: 11月24日 周二 14:18. */
  full(moment) {
    return `${this.#dated(moment, false)} ${this.time(moment)}`;
  }

  brief(moment) {
    return `${this.#weekday(moment)} ${this.time(moment)}`;
  }

  #dated(moment, withYear) {
    const year = this.day(moment).slice(0, 4);
    if (spoken() === "zh") {
      return `${withYear ? `${year}年` : ""}${this.#monthDay(moment)} ${this.#weekday(moment)}`;
    }
    return `${this.#weekday(moment)}, ${this.#monthDay(moment)}${withYear ? `, ${year}` : ""}`;
  }

  #monthDay(moment) {
    const zh = spoken() === "zh";
    return this.#format(zh ? "zh-CN" : "en-US", { month: zh ? "long" : "short", day: "numeric" }, moment);
  }

  #weekday(moment) {
    return this.#format(spoken() === "zh" ? "zh-CN" : "en-GB", { weekday: "short" }, moment);
  }

  #daysSince(moment) {
    return Math.round((Date.parse(this.day(this.now())) - Date.parse(this.day(moment))) / 86_400_000);
  }

  #format(locale, options, moment) {
    return new Intl.DateTimeFormat(locale, { timeZone: this.timezone, hourCycle: "h23", ...options }).format(moment);
  }
}
