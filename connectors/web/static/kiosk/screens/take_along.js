// The way to the telephone: a picture to be photographed, a code to be typed.

import { make } from "../../dom.js";
import { fill, texts } from "../../texts.js";
import { choices, problem, waiting } from "../drawing.js";

const words = texts.take;

/** params = {list?} what the conversation must know first, or {appointment?: {code, token}}. */
export function open(place, kiosk, params) {
  const body = make("div", { class: "take" }, waiting());
  place.append(make("h1", { class: "title" }, words.title), body);
  load(body, kiosk, params);
}

async function load(body, kiosk, params) {
  body.replaceChildren(waiting());
  const answer = await carried(kiosk, params);
  if (!body.isConnected || answer.problem === "aborted") return;
  if (!answer.ok) {
    const isNothing = answer.status === 409;
    body.replaceChildren(isNothing ? make("p", { class: "notice" }, words.nothing)
      : problem(answer.problem, () => load(body, kiosk, params)));
    return;
  }
  const { code, qr_url: image, expires_at: until } = answer.body;
  const picture = new URL(image, location.origin); // our own address, whatever the world calls us
  const sheet = make("div", { class: "take-sheet" },
    make("img", { class: "qr", src: `${picture.pathname}${picture.search}`, alt: words.alt, width: "420", height: "420" }),
    make("p", { class: "printed-code take-code" }, code));
  body.replaceChildren(
    make("div", { class: "take-how" }, make("p", {}, words.how), make("p", {}, words.then)),
    sheet,
    make("p", { class: "hint" }, words.code),
    make("p", { class: "hint" }, fill(words.until, { time: timeOf(until) })),
    make("div", { class: "row" }, choices(words.title, [
      { title: texts.print.receipt, onChoose: () => kiosk.print("receipt", make("h1", {}, words.title), sheet, make("p", {}, words.code)) },
    ])));
  kiosk.say(`${words.how} ${words.then}`);
}

async function carried(kiosk, { list, appointment }) {
  if (appointment) {
    const { code, token } = appointment;
    const path = `/api/v1/appointments/${encodeURIComponent(code)}/carry`;
    return kiosk.fetchJson("POST", `${path}?token=${encodeURIComponent(token)}`);
  }
  if (list) {
    const told = await kiosk.visit.tell(list);
    if (!told.ok) return { ok: false, status: 0, problem: told.problem };
  }
  const path = `/api/v1/conversations/${encodeURIComponent(kiosk.visit.id)}/carry`;
  const about = list ? { procedure: list.procedure } : {};
  return kiosk.fetchJson("POST", path, { office: kiosk.office, ...about });
}

function timeOf(iso) {
  return new Date(iso).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
}
