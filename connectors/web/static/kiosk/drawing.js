// Small pieces that several screens are made of.

import { button, make } from "../dom.js";
import { fill, texts, vietnameseDate } from "../texts.js";

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

/** A failed request, with the way on: once more. */
export function problem(kind, onRetry) {
  return make("div", { class: "notice", role: "alert" },
    make("p", {}, texts.problems[kind] ?? texts.problems.unavailable),
    onRetry ? button(texts.retry, "choice", onRetry) : null);
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
