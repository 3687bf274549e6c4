// On paper: a receipt of 80 mm or an A4 page. What is printed is copied to a sheet of its own, which
// is emptied afterwards; print.css hides the rest.

import { make } from "../dom.js";
import { fill, texts, vietnameseDate } from "../texts.js";
import { office } from "./data.js";

const words = texts.print;
const sheet = document.getElementById("print-sheet");
const note = make("p", { class: "toast", role: "status" });
const NOTE_MS = 8_000;
let timer = null;

document.body.append(note);

/** kind: "receipt" | "a4". The nodes are copied, so they stay where they are. */
export function print(kind, ...nodes) {
  const copies = nodes.filter(Boolean).map((node) => node.cloneNode(true));
  sheet.replaceChildren(
    make("p", { class: "sheet-office" }, office.name),
    ...copies,
    make("p", { class: "sheet-day" }, fill(words.printed_on, { date: vietnameseDate(today()) })));
  document.body.dataset.prints = kind;
  window.print();
  note.textContent = words.started; // a kiosk prints without asking: nothing else would show it
  clearTimeout(timer);
  timer = setTimeout(() => { note.textContent = ""; }, NOTE_MS);
}

/** For the next visitor. */
export function clearSheet() {
  emptySheet();
  note.textContent = "";
}

function emptySheet() {
  sheet.replaceChildren();
  delete document.body.dataset.prints;
}

window.addEventListener("afterprint", emptySheet);

function today() {
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
