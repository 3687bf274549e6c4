// The conversation on the page. It draws entries of the conversation (see storage.js)
// and tells of clicks; it never decides or sends anything.

import { renderChecklist } from "./checklist.js";
import { button, make } from "./dom.js";
import { fill, texts, vietnameseDate } from "./texts.js";

const root = document.getElementById("log");

/** The node of each drawn entry, so that a button or a mark can be changed later. */
let nodes = new Map();

export function clearLog() {
  nodes = new Map();
  root.replaceChildren();
}

/** Draw a kept conversation again, without having all of it read aloud. */
export function restoreLog(conversation, handlers) {
  root.setAttribute("aria-busy", "true");
  for (const entry of conversation.entries) drawEntry(entry, conversation, handlers);
  root.removeAttribute("aria-busy");
}

/** handlers = {onChoose(entry, index), onTick()} */
export function drawEntry(entry, conversation, handlers) {
  const node = draw(entry, conversation, handlers);
  nodes.set(entry, node);
  root.append(node);
  if (entry.who === "resident") markResident(entry);
  else markButtons(entry);
  reveal(node);
  return node;
}

function draw(entry, conversation, handlers) {
  if (entry.who === "resident") return residentMessage(entry);
  if (entry.who === "officer") return officerMessage(entry);
  return assistantMessage(entry, conversation, handlers);
}

/** Say under the resident's words that they have no answer, or who has them. */
export function markResident(entry) {
  const failed = entry.state === "failed";
  const sent = entry.toOfficer ? texts.to_officer : "";
  nodes.get(entry).classList.toggle("message-unsent", failed);
  nodes.get(entry).querySelector(".message-state").textContent = failed ? texts.not_sent : sent;
}

/** A group is used once: its buttons stay readable, the chosen one marked. */
export function markButtons(entry) {
  const isUsed = entry.used !== null && entry.used !== undefined;
  nodes.get(entry).querySelectorAll(".choice").forEach((choice, index) => {
    choice.disabled = isUsed;
    choice.classList.toggle("choice-used", isUsed && index === entry.used);
  });
}

/** Returns what takes the line away again. */
export function showTyping() {
  const dots = make("span", { class: "dots", "aria-hidden": "true" },
    make("i"), make("i"), make("i"));
  const node = make("p", { class: "message message-typing" }, dots, texts.typing);
  root.append(node);
  reveal(node);
  return () => node.remove();
}

/** Returns what takes the bubble away again; without onRetry there is no button. */
export function showProblem(kind, onRetry) {
  const node = message("assistant", texts.assistant_says,
    make("p", { class: "message-text" }, texts.problems[kind]),
    onRetry ? make("div", { class: "choices" }, button(texts.retry, "choice", onRetry)) : null);
  node.classList.add("message-problem");
  root.append(node);
  reveal(node);
  return () => node.remove();
}

function message(who, speaker, ...children) {
  return make("div", { class: `message message-${who}` },
    make("span", { class: "visually-hidden" }, speaker), ...children);
}

function residentMessage(entry) {
  return message("resident", texts.resident_says,
    make("p", { class: "message-text" }, entry.text),
    make("p", { class: "message-state" }));
}

function officerMessage({ reply }) {
  return make("div", { class: "message message-officer" },
    make("p", { class: "message-label" }, texts.officer_says),
    make("p", { class: "message-text" }, reply.text));
}

function assistantMessage(entry, conversation, handlers) {
  const { reply, outcome } = entry;
  const { checklist = null, buttons = [], sources = [], ticket = null } = reply;
  const words = checklist ? checklist.intro : reply.text;
  const node = message("assistant", texts.assistant_says,
    outcome === "failed" ? make("p", { class: "message-label" }, texts.failed_label) : null,
    words ? make("p", { class: "message-text" }, ...withLinks(words)) : null,
    checklist ? renderChecklist(checklist, conversation.ticks, handlers.onTick) : null,
    ticket ? renderTicket(ticket) : null,
    sources.length > 0 ? make("ul", { class: "sources" }, ...sources.map(sourceLine)) : null,
    buttons.length > 0 ? choices(entry, buttons, handlers) : null);
  node.classList.toggle("message-failed", outcome === "failed");
  node.classList.toggle("message-wide", checklist !== null);
  return node;
}

/** To show at the counter, and a file for the calendar of the telephone. */
function renderTicket({ code, image, calendar }) {
  const words = texts.ticket;
  return make("div", { class: "ticket" },
    make("img", { class: "ticket-image", src: image, alt: fill(words.image, { code }) }),
    make("a", { class: "ticket-calendar", href: calendar }, words.calendar));
}

function choices(entry, buttons, handlers) {
  return make("div", { class: "choices", role: "group", "aria-label": texts.buttons_label },
    ...buttons.map(({ title }, index) =>
      button(title, "choice", () => handlers.onChoose(entry, index))));
}

function sourceLine({ name, code, checked_on: checkedOn, url }) {
  const words = texts.source;
  return make("li", {}, words.prefix, sourceName(name, url),
    code ? fill(words.code, { code }) : null,
    checkedOn ? fill(words.checked_on, { date: vietnameseDate(checkedOn) }) : null);
}

/** Only https addresses become links: a record must not be able to run a script. */
function sourceName(name, url) {
  if (!url || !url.startsWith("https://")) return name;
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name,
    make("span", { class: "visually-hidden" }, texts.source.new_page));
}

/** Addresses in a reply, of a calendar file or a map, can be followed: https, or our own. */
function withLinks(words) {
  return words.split(/(https?:\/\/[^\s)]+)/).map((part, index) => {
    const isLink = index % 2 === 1
      && (part.startsWith("https://") || part.startsWith(`${location.origin}/`));
    return isLink ? make("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part,
      make("span", { class: "visually-hidden" }, texts.source.new_page)) : part;
  });
}

/** "nearest" shows a short reply whole and a long one from its first line. */
function reveal(node) {
  node.scrollIntoView({ block: "nearest" });
}
