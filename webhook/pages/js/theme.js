// Light or dark: the system's, unless one chose. boot.js applies the choice before the first paint.

const KEY = "tuitui.theme";

export function theme() {
  return document.documentElement.dataset.theme ?? "";
}

export function setTheme(chosen) {
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  try {
    localStorage.setItem(KEY, chosen);
  } catch { /* storage is blocked: the choice lasts as long as the page */ }
}
