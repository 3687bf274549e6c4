// Procedures by name, while it is typed: with accents or without.

import { button, make } from "../../dom.js";
import { fill } from "../../texts.js";
import { choices, problem } from "../drawing.js";
import { payload } from "../visit.js";

const PAUSE_MS = 200;

export function open(place, kiosk, params) {
  const words = kiosk.texts.search;
  const input = make("input", { id: "sought", class: "field", type: "text", autocomplete: "off",
    autocapitalize: "off", spellcheck: "false", maxlength: "200", placeholder: words.placeholder });
  const status = make("p", { class: "hint", role: "status" });
  const results = make("div", { class: "results" });
  let timer = null;
  let asked = 0;

  const search = async () => {
    const text = input.value.normalize("NFC").trim();
    const number = ++asked;
    params.text = input.value;
    if (text === "") return show([], "");
    const answer = await kiosk.fetchJson("POST", "/api/v1/kiosk/search", { text });
    if (number !== asked || !place.isConnected) return;
    if (answer.ok) show(answer.body, text);
    else if (answer.problem !== "aborted") results.replaceChildren(problem(answer.problem, search));
  };

  const show = (hits, text) => {
    status.textContent = text === "" ? "" : hits.length > 0 ? words.found : words.nothing;
    const ask = text && { title: words.ask, onChoose: () => kiosk.show("talk", { start: { text } }) };
    results.replaceChildren(choices(words.found, [...hits.map((hit) => found(hit)), ask || null]));
  };

  const found = ({ code, name, kind, field }) => (kind === "procedure" ? {
    title: name,
    detail: field ? fill(words.field, { field }) : "",
    onChoose: () => kiosk.show("checklist", { procedure: code, name }),
  } : {
    title: name,
    detail: words.question,
    onChoose: () => kiosk.show("talk",
      { start: { payload: payload("choose_procedure", { procedure: code }), title: name } }),
  });

  place.append(
    make("h1", { class: "title" }, words.title),
    make("label", { class: "label", for: "sought" }, words.label),
    make("div", { class: "field-row" }, input, button(words.clear, "choice", () => {
      input.value = "";
      input.focus();
      search();
    })),
    status, results);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE_MS);
  });
  input.value = params.text ?? "";
  if (input.value) search();
  kiosk.attachKeyboard(input, "letters", () => { clearTimeout(timer); search(); });
  input.focus();
  kiosk.say(words.label);
  return () => clearTimeout(timer);
}
