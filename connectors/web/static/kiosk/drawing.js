// Small pieces that several screens are made of.

import { button, make } from "../dom.js";
import { fill, texts, vietnameseDate } from "../texts.js";

const AGAIN_MS = 4_000;

/** Large buttons below one another: [{title, detail?, onChoose, main?}]. */
export function choices(label, list) {
  return make("div", { class: "choices", role: "group", "aria-label": label },
    ...list.filter(Boolean).map(({ title, detail, onChoose, main }) => {
      const element = button("", `choice${main ? " choice-main" : ""}`, onChoose);
      element.append(make("span", { class: "choice-title" }, title),
        ...(detail ? [" ", make("span", { class: "choice-detail" }, detail)] : []));
      return element;
    }));
}

/** What is shown while something loads; replaced by what comes. */
export function waiting() {
  return make("p", { class: "waiting", role: "status" }, texts.wait);
}

/** A failed request, with the way on: once more. A server that was not there is tried again by itself. */
export function problem(kind, onRetry) {
  const node = make("div", { class: "notice", role: "alert" },
    make("p", {}, texts.problems[kind] ?? texts.problems.unavailable),
    onRetry ? button(texts.retry, "choice", onRetry) : null);
  if (onRetry && kind === "network") {
    setTimeout(() => { if (node.isConnected) onRetry(); }, AGAIN_MS);
  }
  return node;
}

/** Where the facts come from. No link: the kiosk leads nowhere else. */
export function sources(list) {
  return list.map(({ name, code, checked_on: day }) => make("p", { class: "source" },
    fill(texts.checklist.source, { name, code, date: vietnameseDate(day) })));
}

/** Paragraphs of a text whose lines mean something. */
export function lines(text, className = "lines") {
  return make("p", { class: className }, text);
}
