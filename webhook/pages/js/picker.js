// Choosing one of many in a sheet with search.

import { avatar } from "./avatar.js";
import { nameOf, byDepartment, finds } from "./directory.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { openSheet, searchable } from "./sheet.js";
import { say, side } from "./words.js";

/** People by department; `choose(person)` on a tap. `current` wears a mark. */
export function peopleList({ people, current, choose }) {
  return searchable({
    label: say("search_people"),
    none: (words) => say("no_person", { words }),
    draw: (words) => {
      const found = words ? people.filter((person) => finds(words, person)) : people;
      return found.length ? groups(found, current, choose) : null;
    },
  });
}

export function pickPerson({ title, people, current, picked }) {
  const sheet = openSheet({
    title,
    content: peopleList({ people, current, choose: (person) => { sheet.close(); picked(person.id); } }),
  });
}

export function pickOption({ title, options, current, picked }) {
  const row = (option) => button(
    { class: "pick-row", "aria-current": option.id === current ? "true" : null, onclick: () => { sheet.close(); picked(option.id); } },
    el("span", { class: "pick-name" }, option.label), option.id === current ? icon("check", 18) : null,
  );
  const sheet = openSheet({
    title,
    content: searchable({
      label: title,
      none: (words) => say("no_person", { words }),
      draw: (words) => {
        const found = options.filter(({ label }) => label.toLowerCase().includes(words.toLowerCase()));
        return found.length ? el("div", { class: "pick-group" }, found.map(row)) : null;
      },
    }),
  });
}

function groups(people, current, choose) {
  return el("div", {}, byDepartment(people).map((department) => el(
    "section", { class: "pick-group" },
    el("h3", {}, department.name),
    department.people.map((person) => personRow(person, person.id === current, choose)),
  )));
}

function personRow(person, isCurrent, choose) {
  return button(
    { class: "pick-row", "aria-current": isCurrent ? "true" : null, onclick: () => choose(person) },
    avatar({ id: person.id, name: nameOf(person) }),
    el("span", { class: "pick-words" }, el("span", { class: "pick-name" }, nameOf(person)), el("span", { class: "pick-title" }, side(person.title))),
    isCurrent ? el("span", { class: "pick-mark" }, icon("check", 18), say("you")) : null,
  );
}
