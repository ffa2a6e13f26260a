// Amounts as people type them into a form: 62万, 1.2亿, 800k, 1,250,000.

const UNITS = { 万: 1e4, w: 1e4, 亿: 1e8, k: 1e3, 千: 1e3, m: 1e6, 百万: 1e6 };
const SHAPE = /^[\u00a5\uffe5$]?\s*([\d,\uff0c]+(?:\.\d+)?)\s*(百万|[万亿千wkm])?\s*(元|块|yuan|rmb|cny)?$/iu;

/** A number in yuan, or null when the words are something else; the server may still understand them. */
export function parseMoney(words) {
  const match = words.trim().match(SHAPE);
  if (!match) return null;
  const number = Number(match[1].replace(/[,\uff0c]/g, "")) * (match[2] ? UNITS[match[2].toLowerCase()] : 1);
  return Number.isFinite(number) ? Math.round(number * 100) / 100 : null;
}

export const grouped = (number) => number.toLocaleString("en-US", { maximumFractionDigits: 2 });
