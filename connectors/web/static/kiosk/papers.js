// The list of papers, to be ticked by whoever stands here with a folder under the arm.

import { make } from "../dom.js";
import { fill, texts } from "../texts.js";

const words = texts.checklist;

/**
 * `checklist` of a reply; `possible`: ids of papers that hang on questions still open; `ticks`: the
 * visitor's own, by paper id. Returns {element, progress(): the sentence, paper(): nodes to print}.
 */
export function drawPapers(checklist, possible, ticks, onTick = () => {}) {
  const sure = checklist.papers.filter(({ id }) => !possible.has(id));
  const perhaps = checklist.papers.filter(({ id }) => possible.has(id));
  const progress = make("p", { class: "progress", role: "status" });
  const perhapsLine = make("p", { class: "progress-more" });
  const refresh = () => {
    progress.textContent = progressOf(sure, ticks);
    const open = perhaps.filter(({ id }) => !ticks[id]).length;
    perhapsLine.textContent = open > 0 ? fill(words.possible_too, { count: open }) : "";
    element.classList.toggle("papers-complete", sure.length > 0 && sure.every(({ id }) => ticks[id]));
  };
  const tick = (paper) => row(paper, ticks, () => { refresh(); onTick(); });
  const element = make("div", { class: "papers" },
    make("div", { class: "progress-box" }, progress, perhapsLine),
    checklist.papers.length > 0 ? make("p", { class: "hint" }, words.tick) : null,
    ...grouped(sure).map(([name, papers]) => group(name, papers.map(tick))),
    perhaps.length > 0 ? group(words.possible, perhaps.map(tick), "papers-possible") : null,
    ...extras(checklist));
  refresh();
  return {
    element,
    progress: () => [progress.textContent, perhapsLine.textContent].filter(Boolean).join(" "),
    printed: () => printed(checklist, sure, perhaps, ticks),
  };
}

function progressOf(sure, ticks) {
  if (sure.length === 0) return words.nothing;
  const missing = sure.filter(({ id }) => !ticks[id]).length;
  return missing === 0 ? words.complete : fill(words.missing, { count: missing });
}

/** In the order in which their first paper comes. */
function grouped(papers) {
  const groups = new Map();
  for (const paper of papers) {
    groups.set(paper.group ?? "", [...(groups.get(paper.group ?? "") ?? []), paper]);
  }
  return [...groups];
}

function group(name, rows, className = "") {
  return make("fieldset", { class: `group ${className}` },
    name ? make("legend", { class: "group-name" }, name) : null, ...rows);
}

function row(paper, ticks, onTick) {
  const box = make("input", { type: "checkbox", class: "paper-box" });
  box.checked = ticks[paper.id] === true;
  const state = make("span", { class: "paper-state", "aria-hidden": "true" });
  const show = () => { state.textContent = box.checked ? words.have : words.have_not; };
  box.addEventListener("change", () => {
    if (box.checked) ticks[paper.id] = true;
    else delete ticks[paper.id];
    show();
    onTick();
  });
  show();
  return make("label", { class: "paper" }, box,
    make("span", { class: "paper-words" },
      make("span", { class: "paper-name" }, paper.name), " ",
      paper.detail ? make("span", { class: "paper-detail" }, paper.detail) : null, " ",
      paper.to_confirm ? make("span", { class: "badge" }, words.to_confirm) : null),
    state);
}

function extras({ notes = [], unnecessary = [] }) {
  return [
    notes.length > 0 ? make("div", { class: "notes" }, make("h2", {}, words.notes),
      make("ul", {}, ...notes.map((note) => make("li", {}, note)))) : null,
    unnecessary.length > 0 ? make("details", { class: "fold" },
      make("summary", {}, fill(words.unnecessary, { count: unnecessary.length })),
      make("ul", {}, ...unnecessary.map(({ name, reason }) =>
        make("li", {}, name, make("span", { class: "paper-detail" }, ` ${reason}`))))) : null,
  ];
}

/** For paper: what is still needed first, then what is there already. */
function printed(checklist, sure, perhaps, ticks) {
  const has = ({ id }) => ticks[id] === true;
  const part = (title, papers, sign) => (papers.length === 0 ? null
    : make("div", { class: "printed" }, make("h2", {}, title),
      ...papers.map((paper) => make("p", { class: "printed-paper" }, `${sign} ${paper.name}`,
        paper.detail ? make("span", { class: "printed-detail" }, ` – ${paper.detail}`) : null,
        paper.to_confirm ? ` (${words.to_confirm})` : null))));
  const all = [...sure, ...perhaps];
  return make("div", {},
    make("h1", {}, checklist.title),
    part(texts.print.need, sure.filter((paper) => !has(paper)), "☐"),
    part(texts.print.possible, perhaps.filter((paper) => !has(paper)), "☐"),
    part(texts.print.have, all.filter(has), "☑"),
    ...checklist.notes.map((note) => make("p", { class: "printed-note" }, note)));
}
