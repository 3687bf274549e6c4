// From a procedure to the papers to bring. At most so many questions come first that the list stands
// on the fourth touch from the first screen; the others stand beside it and make it shorter.

import { make } from "../../dom.js";
import { fill, texts } from "../../texts.js";
import { choices, lines, problem, sources, waiting } from "../drawing.js";
import { drawPapers } from "../papers.js";

const words = texts.checklist;

/** params = {procedure, name, answers?, asked?, listed?, led?}: the place in the questions. */
export function open(place, kiosk, params) {
  params.answers ??= {};
  params.asked ??= 0;
  load(place, kiosk, params);
}

async function load(place, kiosk, params) {
  place.replaceChildren(heading(params.name), waiting());
  const wanted = { procedure: params.procedure, answers: params.answers, office: kiosk.office };
  const answer = await kiosk.fetchJson("POST", "/api/v1/kiosk/lists", wanted);
  if (!place.isConnected || answer.problem === "aborted") return;
  if (!answer.ok) {
    place.replaceChildren(heading(params.name), problem(answer.problem, () => load(place, kiosk, params)));
    return;
  }
  const list = answer.body;
  if (list.led) params.led = list.led.text;
  Object.assign(params, { procedure: list.procedure, name: list.name, answers: list.answers });
  if (!list.reply.checklist) drawElsewhere(place, kiosk, list);
  else if (asksFirst(kiosk, params, list)) drawQuestion(place, kiosk, params, list);
  else drawList(place, kiosk, params, list);
}

function asksFirst(kiosk, params, list) {
  return !params.listed && params.asked < kiosk.settings.questions_first && unanswered(list).length > 0;
}

function unanswered({ questions }) {
  return questions.filter(({ chosen }) => chosen === null);
}

function heading(name) {
  return make("h1", { class: "title" }, name ?? "");
}

function head(list, params) {
  return [
    heading(list.name),
    make("p", { class: "hint" }, fill(words.code, { code: list.procedure })),
    params.led ? make("p", { class: "notice" }, params.led) : null,
  ];
}

/** One question, its answers large. Each answer is a step of its own: "back" leads to it again. */
function drawQuestion(place, kiosk, params, list) {
  const [question] = unanswered(list);
  const next = (more) => kiosk.show("checklist", {
    ...params, led: undefined, answers: { ...params.answers }, asked: params.asked + 1, ...more });
  const options = question.options.map(({ id, label }) => ({
    title: label, onChoose: () => next({ answers: { ...params.answers, [question.id]: id } }),
  }));
  place.replaceChildren(...[...head(list, params),
    make("h2", { class: "question" }, question.question),
    make("p", { class: "hint" }, words.why),
    choices(question.question, options),
    make("div", { class: "row" },
      choices(words.skip, [{ title: words.skip, onChoose: () => next({ listed: true }) }]))].filter(Boolean));
  kiosk.say([params.led, question.question, ...options.map(({ title }) => title)].filter(Boolean).join(". "));
}

function drawList(place, kiosk, params, list) {
  params.listed = true;
  const ticks = (kiosk.visit.ticks[list.procedure] ??= {});
  const papers = drawPapers(list.reply.checklist, new Set(list.possible), ticks);
  place.replaceChildren(...[...head(list, params),
    make("div", { class: "columns" },
      make("div", { class: "narrowing" }, ...narrowing(place, kiosk, params, list)),
      make("div", { class: "main-column" }, make("h2", { class: "question" }, words.title),
        papers.element, ...sources(list.reply.sources)),
      make("div", { class: "side" }, actions(kiosk, params, list, papers), ...facts(list)))].filter(Boolean));
  kiosk.say(fill(words.say, { name: list.name, progress: papers.progress() }));
}

/** The questions that are left, one at a time, beside the list that they make shorter. */
function narrowing(place, kiosk, params, list) {
  const open = unanswered(list);
  const again = list.questions.some(({ chosen }) => chosen !== null) ? {
    title: words.change,
    onChoose: () => kiosk.show("checklist", { procedure: params.procedure, name: params.name }),
  } : null;
  if (open.length === 0) return again ? [make("p", { class: "hint" }, words.narrowed), choices(words.change, [again])] : [];
  const [question] = open;
  const answer = (id) => {
    params.answers = { ...params.answers, [question.id]: id };
    load(place, kiosk, params);
  };
  const title = open.length === 1 ? words.narrow_one : fill(words.narrow, { count: open.length });
  return [make("div", { class: "narrow" },
    make("h2", { class: "narrow-title" }, title),
    make("p", { class: "narrow-question" }, question.question),
    choices(question.question, question.options.map(({ id, label }) => ({
      title: label, onChoose: () => answer(id),
    }))))];
}

function actions(kiosk, params, list, papers) {
  const told = () => ({ procedure: list.procedure, questions: list.questions, answers: list.answers });
  const print = (kind) => kiosk.print(kind, papers.printed(), printedFacts(list), ...sources(list.reply.sources));
  return make("div", { class: "actions" }, make("h2", { class: "narrow-title" }, words.next), choices(words.next, [
    { title: words.take, main: true, onChoose: () => kiosk.takeAlong({ list: told() }) },
    { title: words.book, onChoose: () => kiosk.show("book", { procedure: list.procedure }) },
    { title: words.receipt, onChoose: () => print("receipt") },
    { title: words.a4, onChoose: () => print("a4") },
    { title: words.ask, onChoose: () => kiosk.show("talk", { list: told(), name: list.name }) },
  ]));
}

function facts(list) {
  return list.facts.map(({ title, text }) => make("details", { class: "fold" },
    make("summary", {}, title), lines(text)));
}

function printedFacts(list) {
  return make("div", {}, ...list.facts.map(({ title, text }) => make("div", { class: "printed" },
    make("h2", {}, title), lines(text))));
}

/** An answer that leads to a procedure nobody has described: a person is the way on. */
function drawElsewhere(place, kiosk, list) {
  place.replaceChildren(heading(list.name), make("h2", { class: "question" }, words.elsewhere),
    lines(list.reply.text, "notice"),
    choices(words.elsewhere, [
      { title: kiosk.texts.bar.officer, main: true, onChoose: () => kiosk.callOfficer() },
      { title: words.change, onChoose: () => kiosk.back() },
    ]));
  kiosk.say(list.reply.text);
}
