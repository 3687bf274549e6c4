// On paper only the checklist counts. It is copied to an empty sheet at the end of the
// body, and print.css hides the rest: no tricks with the layout of the conversation.

import { make } from "./dom.js";
import { fill, texts, vietnameseDate } from "./texts.js";

const sheet = document.getElementById("print-sheet");

/** The list whose button was pressed, while its print window is open. */
let chosen = null;

export function printSheet(section) {
  chosen = section;
  window.print();
}

/** The browser's own print command prints the newest list; without one, the conversation. */
export function watchPrinting() {
  window.addEventListener("beforeprint", () => {
    const lists = document.querySelectorAll(".log .checklist");
    const section = chosen ?? lists[lists.length - 1];
    document.body.classList.toggle("prints-list", section !== undefined);
    if (section) fillSheet(section);
  });
  // The sheet stays filled: some phones draw the page after this event.
  window.addEventListener("afterprint", () => { chosen = null; });
}

function fillSheet(section) {
  const copy = section.cloneNode(true);
  for (const details of copy.querySelectorAll("details")) details.open = true;
  const sources = section.closest(".message")?.querySelector(".sources")?.cloneNode(true);
  sheet.replaceChildren(copy, sources ?? "", make("p", { class: "printed-on" }, printedOn()));
}

function printedOn() {
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  return fill(texts.checklist.printed_on, {
    title: texts.page_title, date: vietnameseDate(today),
  });
}
