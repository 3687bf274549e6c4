// A number for who comes without an appointment: which counters, then the number.

import { make } from "../../dom.js";
import { randomId } from "../../storage.js";
import { fill, texts } from "../../texts.js";
import { choices, problem, waiting } from "../drawing.js";
import { drawNumber } from "../number.js";

const words = texts.ticket;

/** params.given: the number taken, found again on the way back. */
export function open(place, kiosk, params) {
  if (params.given) draw(place, kiosk, params);
  else load(place, kiosk, params);
}

async function load(place, kiosk, params) {
  const body = make("div", { class: "results" }, waiting());
  place.replaceChildren(make("h1", { class: "title" }, words.title), make("p", { class: "hint" }, words.how), body);
  const path = `/api/v1/kiosk/counters?office=${encodeURIComponent(kiosk.office)}`;
  const answer = await kiosk.fetchJson("GET", path);
  if (!place.isConnected || answer.problem === "aborted") return;
  if (!answer.ok) {
    body.replaceChildren(problem(answer.problem, () => load(place, kiosk, params)));
    return;
  }
  const groups = answer.body.map((group) => ({
    title: group.name,
    detail: detail(group),
    onChoose: () => take(place, kiosk, params, group.counter),
  }));
  body.replaceChildren(choices(words.title, groups), make("div", { class: "row number-ways" }, choices(words.unsure, [
    { title: words.appointment, onChoose: () => kiosk.show("checkin") },
    { title: words.unsure, onChoose: () => kiosk.callOfficer() },
  ])));
  kiosk.say([words.title, ...groups.map(({ title }) => title)].join(". "));
}

/** What is done there, how many wait, and how long: only what is known. */
function detail({ name, fields, waiting: count, wait_minutes: minutes }) {
  const others = fields.filter((field) => !name.toLowerCase().includes(field.toLowerCase()));
  return [
    others.length > 0 ? fill(words.also, { fields: others.join(", ") }) : null,
    count === 0 ? words.nobody : fill(words.waiting, { count }),
    minutes === null ? null : fill(words.about, { minutes }),
  ].filter(Boolean).join(" · ");
}

/** One visitor, one number for a counter, however often it is pressed. */
async function take(place, kiosk, params, counter) {
  if (params.asking) return;
  params.asking = true;
  params.keys ??= {};
  params.keys[counter] ??= randomId();
  const wanted = { office: kiosk.office, counter, key: params.keys[counter] };
  place.replaceChildren(make("h1", { class: "title" }, words.title), waiting());
  const answer = await kiosk.fetchJson("POST", "/api/v1/kiosk/tickets", wanted);
  params.asking = false;
  if (!place.isConnected || answer.problem === "aborted") return;
  if (answer.ok) {
    params.given = answer.body;
    draw(place, kiosk, params);
    return;
  }
  const told = make("div", { class: "notice", role: "alert" },
    make("p", {}, answer.body?.detail ?? texts.problems[answer.problem]));
  place.replaceChildren(make("h1", { class: "title" }, words.title), told,
    make("div", { class: "row number-ways" }, choices(words.title, [
      { title: texts.retry, main: true, onChoose: () => take(place, kiosk, params, counter) },
      { title: words.other, onChoose: () => load(place, kiosk, params) },
      { title: texts.bar.officer, onChoose: () => kiosk.callOfficer() },
    ])));
}

function draw(place, kiosk, params) {
  drawNumber(place, kiosk, params.given, {
    title: words.yours,
    more: [{ title: words.another, onChoose: () => kiosk.show("ticket") }],
  });
}
