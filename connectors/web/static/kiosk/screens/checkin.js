// Who has an appointment: says that they have come, and gets a number; or looks the appointment up.

import { make } from "../../dom.js";
import { fill, texts, vietnameseDate } from "../../texts.js";
import { choices, waiting } from "../drawing.js";
import { drawNumber } from "../number.js";
import { listenToScanner } from "../scanner.js";

const words = texts.checkin;
const MARK = /^\s*motcua:/i; // before the code in the QR image
const WITHOUT_NUMBER = ["other_office", "at_home"]; // a number here would not help them

let keys = null; // those on the screen, while something is typed

/** params.code: typed so far; params.given: the number; params.visit: the appointment looked up. */
export function open(place, kiosk, params) {
  if (params.given) drawArrived(place, kiosk, params);
  else if (params.visit) drawVisit(place, kiosk, params);
  else if (params.looks) drawDigits(place, kiosk, params);
  else drawForm(place, kiosk, params);
  return listenToScanner((scanned) => checkIn(place, kiosk, params, scanned));
}

function drawForm(place, kiosk, params, wrong = "") {
  const arrive = () => checkIn(place, kiosk, params, code.value);
  const code = field({ id: "code", maxlength: "40", placeholder: words.placeholder, value: params.code ?? "" }, arrive);
  draw(place, kiosk, wrong || `${words.title} ${words.how}`, [
    ...asked(words.how, wrong),
    label("code", words.code), code,
    make("div", { class: "row number-ways" }, choices(words.title, [
      { title: words.arrive, main: true, onChoose: arrive },
      { title: words.look, onChoose: () => startLooking(place, kiosk, params, code.value) },
      { title: words.without, onChoose: () => kiosk.show("ticket") },
    ])),
  ]);
  type(kiosk, code, "code", arrive);
}

function startLooking(place, kiosk, params, typed) {
  if (remember(params, typed) === "") drawForm(place, kiosk, params, words.no_code);
  else kiosk.show("checkin", { code: params.code, looks: true });
}

function drawDigits(place, kiosk, params, wrong = "") {
  const look = () => lookUp(place, kiosk, params, digits.value);
  const digits = field({ id: "last4", maxlength: "4" }, look);
  draw(place, kiosk, wrong || words.look_how, [
    ...asked(words.look_how, wrong),
    label("last4", words.last4), digits,
    make("div", { class: "row number-ways" }, choices(words.look, [
      { title: words.look, main: true, onChoose: look },
      { title: words.other, onChoose: () => kiosk.show("checkin") },
    ])),
  ]);
  type(kiosk, digits, "digits", look);
}

function draw(place, kiosk, said, parts, title = words.title) {
  place.replaceChildren(make("h1", { class: "title" }, title), ...parts);
  kiosk.say(said);
}

function asked(how, wrong) {
  return wrong ? [notice(wrong)] : [make("p", { class: "hint" }, how)];
}

function notice(text) {
  return make("p", { class: "notice", role: "alert" }, text);
}

function field(more, enter) {
  const input = make("input", { class: "field", type: "text", autocomplete: "off",
    autocapitalize: "off", spellcheck: "false", ...more });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    enter();
  });
  return input;
}

function label(id, text) {
  return make("label", { class: "label", for: id }, text);
}

/** Keys on the screen where there are some; a scanner or a plain keyboard types as well. */
function type(kiosk, input, layout, enter) {
  keys = kiosk.attachKeyboard?.(input, layout, enter);
  input.focus();
}

async function checkIn(place, kiosk, params, typed) {
  const scanned = remember(params, typed);
  if (scanned === "") return drawForm(place, kiosk, params, words.no_code);
  const answer = await ask(place, kiosk, "POST", "/api/v1/kiosk/check-in", { office: kiosk.office, scanned });
  if (answer?.ok) {
    params.given = answer.body;
    drawArrived(place, kiosk, params);
  } else if (answer) drawRefusal(place, kiosk, params, answer, () => checkIn(place, kiosk, params, scanned));
}

/** Code in the address, digits in a header: they stay out of every log on the way. */
async function lookUp(place, kiosk, params, digits) {
  if (!/^\d{4}$/.test(digits)) return drawDigits(place, kiosk, params, words.no_digits);
  const path = `/api/v1/appointments/${encodeURIComponent(params.code.replace(MARK, ""))}`;
  const answer = await ask(place, kiosk, "GET", path, undefined, { headers: { "X-Phone-Last4": digits } });
  if (answer?.ok) {
    params.visit = answer.body;
    drawVisit(place, kiosk, params);
  } else if (answer) drawRefusal(place, kiosk, params, answer, () => lookUp(place, kiosk, params, digits));
}

/** The answer; null when nobody waits for it any more. A second press while it comes is nothing. */
async function ask(place, kiosk, ...request) {
  if (place.dataset.asks) return null;
  place.dataset.asks = "";
  keys?.close();
  place.replaceChildren(make("h1", { class: "title" }, words.title), waiting());
  const answer = await kiosk.fetchJson(...request);
  delete place.dataset.asks;
  return place.isConnected && answer.problem !== "aborted" ? answer : null;
}

function remember(params, typed) {
  params.code = typed.trim().slice(0, 40);
  return params.code;
}

/** What the server says, with the ways on that fit. */
function drawRefusal(place, kiosk, params, answer, again) {
  const code = answer.body?.code;
  const passes = !code || answer.status >= 500 || answer.status === 429;
  const told = answer.body?.detail ?? texts.problems[answer.problem];
  const number = !passes && !params.looks && !WITHOUT_NUMBER.includes(code);
  draw(place, kiosk, told, [
    notice(told),
    make("div", { class: "row number-ways" }, choices(words.ways, [
      passes ? { title: texts.retry, main: true, onChoose: again } : null,
      { title: words.other, onChoose: () => kiosk.show("checkin") },
      number ? { title: words.take_number, main: true, onChoose: () => kiosk.show("ticket") } : null,
      code === "past_day" ? { title: words.book, onChoose: () => kiosk.show("book") } : null,
      { title: texts.bar.officer, onChoose: () => kiosk.callOfficer() },
    ])),
  ]);
}

function drawArrived(place, kiosk, params) {
  const { given } = params;
  const time = given.start.slice(11, 16);
  drawNumber(place, kiosk, given, {
    title: given.already ? words.already : words.noted,
    notes: given.state === "waiting" ? [fill(given.on_time ? words.on_time : words.late, { time })] : [],
    more: [{ title: words.done, onChoose: kiosk.end ?? kiosk.home }],
  });
}

/** An appointment without a name: the screen can be read from behind. */
function drawVisit(place, kiosk, params) {
  const { visit } = params;
  const lines = [
    fill(words.when, { time: visit.start.slice(11, 16), date: vietnameseDate(visit.start) }),
    fill(words.where, { office: visit.office_name }),
    visit.procedure_name ? fill(words.what, { procedure: visit.procedure_name }) : null,
    words.states[visit.state],
  ].filter(Boolean);
  const sheet = make("div", { class: "number-visit" },
    make("p", { class: "number-code" }, visit.code),
    ...lines.map((line) => make("p", { class: "number-line" }, line)));
  const print = () => kiosk.print("receipt", make("h1", {}, words.visit), sheet);
  draw(place, kiosk, [words.visit, ...lines].join(". "), [
    sheet,
    make("div", { class: "row number-ways" }, choices(words.visit, [
      ...ways(place, kiosk, params, visit),
      { title: words.print, onChoose: print },
      { title: words.other, onChoose: () => kiosk.show("checkin") },
    ])),
  ], words.visit);
}

function ways(place, kiosk, params, visit) {
  const token = new URL(visit.qr_url, location.href).searchParams.get("token");
  const here = visit.office === kiosk.office && visit.state !== "cancelled";
  return [
    here ? { title: visit.state === "arrived" ? words.my_number : words.arrive, main: true, onChoose: () => checkIn(place, kiosk, params, visit.code) } : null,
    visit.state === "booked"
      ? { title: words.take_along, onChoose: () => kiosk.takeAlong({ appointment: { code: visit.code, token } }) }
      : null,
    visit.state === "cancelled" ? { title: words.book, main: true, onChoose: () => kiosk.show("book") } : null,
  ];
}
