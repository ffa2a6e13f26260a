// Line icons on a 24 grid; decoration only, so hidden from screen readers.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  logo: "M6 6l6 6-6 6M13 6l6 6-6 6",
  back: "M15 5l-7 7 7 7",
  forward: "M9 5l7 7-7 7",
  down: "M6 9l6 6 6-6",
  bottom: "M12 5v14M6 13l6 6 6-6",
  send: "M12 20V5M6 11l6-6 6 6",
  mic: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  close: "M6 6l12 12M18 6L6 18",
  reply: "M10 6l-6 6 6 6M4 12h9c4 0 7 2 7 6",
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l5 5",
  clock: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5l3.5 2",
  check: "M5 12.5l4.5 4.5L19 7.5",
  minus: "M6 12h12",
  plus: "M12 6v12M6 12h12",
  info: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 11v6M12 7.2v.3",
  alert: "M12 4l9 16H3zM12 10v4.5M12 17v.3",
  group: "M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM3 19c0-3.3 2.7-5 6-5s6 1.7 6 5M15.500 5.300a3.500 3.500 0 0 1 0 6.400M17.500 14.500c2.100.7 3.500 2.200 3.500 4.500",
  save: "M12 4v11M7 10.500l5 5 5-5M5 20h14",
  list: "M4 7h16M4 12h16M4 17h10",
  clip: "M20 11.500l-8 8a5 5 0 0 1-7.100-7.100l8.500-8.500a3.300 3.300 0 0 1 4.700 4.700l-8.500 8.500a1.600 1.600 0 0 1-2.300-2.300l7.800-7.800",
  again: "M19 12a7 7 0 1 1-2.200-5.100M19 4v4h-4",
  spark: "M12 4l1.800 6.200L20 12l-6.200 1.800L12 20l-1.800-6.200L4 12l6.200-1.800z",
};

export function icon(name, size = 20) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
