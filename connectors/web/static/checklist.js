// The papers one resident needs, as boxes to tick at home before leaving.

import { button, make } from "./dom.js";
import { printSheet } from "./print.js";
import { fill, texts } from "./texts.js";

const words = texts.checklist;

/** `ticks` is the conversation's own record of ticked papers; `onTick` has it saved. */
export function renderChecklist(checklist, ticks, onTick) {
  const progress = make("p", { class: "checklist-progress", role: "status" });
  const bar = make("progress", { class: "checklist-bar", "aria-hidden": "true" });
  const boxes = [];
  const refresh = () => showProgress(progress, bar, boxes);

  const section = make("section", { class: "checklist", "aria-label": checklist.title },
    make("h2", { class: "checklist-title" }, checklist.title),
    progress, bar);
  for (const [group, papers] of groupPapers(checklist.papers)) {
    section.append(renderGroup(group, papers.map((paper) => {
      const { row, box } = renderPaper(paper);
      keepTick(box, `${checklist.title}/${paper.id}`, ticks, () => { refresh(); onTick(); });
      boxes.push(box);
      return row;
    })));
  }
  appendExtras(section, checklist);
  section.append(button(words.print, "checklist-print", () => printSheet(section)));
  refresh();
  return section;
}

/** Groups in the order in which their first paper comes. */
function groupPapers(papers) {
  const groups = new Map();
  for (const paper of papers) {
    const group = paper.group ?? "";
    groups.set(group, [...(groups.get(group) ?? []), paper]);
  }
  return groups;
}

function renderGroup(group, rows) {
  const legend = group ? make("legend", { class: "checklist-group" }, group) : null;
  return make("fieldset", { class: "checklist-papers" }, legend, ...rows);
}

function renderPaper(paper) {
  const box = make("input", { type: "checkbox", class: "paper-box" });
  const detail = paper.detail ? make("span", { class: "paper-detail" }, paper.detail) : null;
  const badge = paper.to_confirm ? make("span", { class: "badge" }, words.to_confirm) : null;
  const row = make("label", { class: "paper" }, box,
    make("span", { class: "paper-words" },
      make("span", { class: "paper-name" }, paper.name), " ", detail, detail && " ", badge));
  return { row, box };
}

function keepTick(box, key, ticks, onChange) {
  box.checked = ticks[key] === true;
  box.addEventListener("change", () => {
    if (box.checked) ticks[key] = true;
    else delete ticks[key];
    onChange();
  });
}

function showProgress(progress, bar, boxes) {
  const have = boxes.filter((box) => box.checked).length;
  const total = boxes.length;
  const sentence = total > 0 && have === total ? words.complete : words.progress;
  progress.textContent = fill(sentence, { have, total });
  bar.max = total || 1;
  bar.value = have;
}

function appendExtras(section, { notes = [], unnecessary = [] }) {
  if (notes.length > 0) {
    section.append(make("div", { class: "checklist-notes" },
      make("h3", {}, words.notes),
      make("ul", {}, ...notes.map((note) => make("li", {}, note)))));
  }
  if (unnecessary.length > 0) {
    section.append(make("details", { class: "checklist-unnecessary" },
      make("summary", {}, fill(words.unnecessary, { count: unnecessary.length })),
      make("ul", {}, ...unnecessary.map(renderUnnecessary))));
  }
}

function renderUnnecessary({ name, reason }) {
  return make("li", {}, name, reason ? make("span", { class: "paper-detail" }, reason) : null);
}
