// Amounts as people type them into a form: 62万, 1.2亿, 800k, 1,250,000.

import { spoken } from "./words.js";

const UNITS = { 万: 1e4, w: 1e4, 亿: 1e8, k: 1e3, 千: 1e3, m: 1e6, 百万: 1e6 };
const SHAPE = /^[\u00a5\uffe5$]?\s*([\d,\uff0c]+(?:\.\d+)?)\s*(百万|[万亿千wkm])?\s*(元|块|yuan|rmb|cny)?$/iu;

/** A number in yuan, or null when the words are something else; the server may still understand them. */
export function parseMoney(words) {
  const match = words.trim().match(SHAPE);
  if (!match) return null;
  const number = Number(match[1].replace(/[,\uff0c]/g, "")) * (match[2] ? UNITS[match[2].toLowerCase()] : 1);
  return Number.isFinite(number) ? Math.round(number * 100) / 100 : null;
}

const grouped = (number) => number.toLocaleString("en-US", { maximumFractionDigits: 4 });

/** As cards say it: 80 万元, 1.2 亿元, 1,250 元; ¥800k, ¥1.2M, ¥1,250. Always exact. */
export function moneyWords(yuan) {
  const zh = spoken() === "zh";
  const size = (zh ? [1e8, 1e4] : [1e6, 1e3]).find((each) => yuan >= Math.max(each, 1e4) && Number.isInteger((yuan / each) * (zh ? 1e4 : 100)));
  const words = grouped(yuan / (size ?? 1));
  return zh ? `${words} ${{ [1e8]: "亿", [1e4]: "万" }[size] ?? ""}元` : `¥${words}${{ [1e6]: "M", [1e3]: "k" }[size] ?? ""}`;
}
