// The people one can meet or be, and how they are found.

import { side, spoken } from "./words.js";

export const nameOf = (person) => (spoken() === "zh" ? person.name : person.english_name || person.name);

/** Departments in the server's order, each with its people. */
export function byDepartment(people) {
  const departments = new Map();
  for (const person of people) {
    const { id } = person.department;
    if (!departments.has(id)) departments.set(id, { name: side(person.department), people: [] });
    departments.get(id).people.push(person);
  }
  return [...departments.values()];
}

/** Every word typed must occur in the person's names, title or department, in either language. */
export function finds(words, person) {
  const all = [
    person.id, person.name, person.english_name, person.title?.zh, person.title?.en, person.department?.zh, person.department?.en,
  ].join(" ").toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => all.includes(word));
}
