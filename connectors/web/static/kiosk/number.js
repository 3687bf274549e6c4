// A number of the hall, as large as the screen allows, and what to do with it.

import { make } from "../dom.js";
import { fill, texts } from "../texts.js";
import { choices } from "./drawing.js";

const words = texts.ticket;

/**
 * Fill `place` with a number as the server gives it. `notes`: sentences about this visit;
 * `more`: further choices.
 */
export function drawNumber(place, kiosk, given, { title, notes = [], more = [] }) {
  const waits = given.state === "waiting";
  const told = waits ? [ahead(given), wait(given)].filter(Boolean) : [];
  const what = todo(given);
  const sheet = make("div", { class: "number-sheet" },
    make("p", { class: "number-big" }, given.number),
    make("p", { class: "number-group" }, given.counter_name));
  place.replaceChildren(
    make("h1", { class: "title" }, title),
    sheet,
    ...[...notes, ...told].map((line) => make("p", { class: "number-line" }, line)),
    make("p", { class: `number-line ${waits ? "" : "notice"}` }, what),
    make("div", { class: "row number-ways" }, choices(title, [
      { title: words.print, main: waits, onChoose: () => printNumber(kiosk, sheet, given, [...notes, ...told, what]) },
      ...more,
    ])));
  kiosk.say([title, spelled(given.number), ...notes, ...told, what].join(". "));
}

/** "A012" is read "A 0 1 2". */
function spelled(number) {
  return [...number].join(" ");
}

function ahead({ ahead: count }) {
  return count === 0 ? words.next : fill(words.ahead, { count });
}

function wait({ wait_minutes: minutes }) {
  return minutes === null ? null : fill(words.wait, { minutes });
}

function todo({ state, number, window: name }) {
  if (state === "waiting") return fill(words.watch, { number });
  if (state === "called") return fill(words.called, { window: name });
  return fill(state === "absent" ? words.absent : words.done, { window: name ?? "" });
}

function printNumber(kiosk, sheet, given, lines) {
  const time = given.taken_at.slice(11, 16);
  kiosk.print("receipt", make("h1", {}, words.printed), sheet,
    ...lines.map((line) => make("p", {}, line)),
    make("p", {}, fill(words.taken_at, { time })));
}
