// The conversation, drawn for touch: the newest words large, choices as large buttons.

import { button, make } from "../../dom.js";
import { randomId } from "../../storage.js";
import { texts } from "../../texts.js";
import { choices, lines, problem, sources } from "../drawing.js";
import { closeKeyboard } from "../keys.js";
import { drawPapers } from "../papers.js";

const words = texts.talk;

/**
 * params = {start?: {text} or {payload, title?}, sent once; list?: what the conversation must know
 * first; title?, label?}. The entries are the visit's, so that "back" finds them.
 */
export function open(place, kiosk, params) {
  new Talk(place, kiosk, params).begin();
}

class Talk {
  constructor(place, kiosk, params) {
    Object.assign(this, { place, kiosk, params, visit: kiosk.visit, busy: false });
    this.log = make("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": words.log });
    this.input = make("textarea", { id: "asked", class: "field", rows: "1", maxlength: "2000",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: words.placeholder });
    this.input.setAttribute("aria-describedby", "privacy");
  }

  begin() {
    const form = make("form", { class: "composer" },
      make("label", { class: "label", for: "asked" }, this.params.label ?? words.label),
      make("div", { class: "field-row" }, this.input,
        make("button", { class: "choice choice-main", type: "submit" }, words.send),
        button(words.hide_keyboard, "choice hide-keyboard", () => this.hideKeyboard())),
      make("p", { id: "privacy", class: "hint" }, words.privacy));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.input.addEventListener("focus", () => this.openKeyboard());
    this.place.append(make("h1", { class: "title" }, this.params.title ?? words.title), this.log, form);
    for (const entry of this.visit.entries) this.draw(entry);
    this.visit.onPosted = () => this.posted();
    if (this.params.begun) return this.reveal();
    this.params.begun = true;
    this.start();
  }

  async start() {
    const { list, start } = this.params;
    if (list) await this.tell(list);
    else if (start) await this.ask(start.title ?? start.text ?? "", start.text ? { text: start.text } : { payload: start.payload });
    else {
      if (this.visit.entries.length === 0) this.add(greeting());
      this.input.focus();
    }
  }

  /** The list is known to the conversation from here on; its newest words say so. */
  async tell(list) {
    const hide = this.showWaiting();
    const said = await this.visit.tell(list);
    hide();
    if (!this.isHere()) return;
    if (!said.ok) return this.fail(said.problem, () => this.tell(list));
    for (const reply of said.replies ?? []) this.add({ who: "assistant", reply, used: null, short: true });
  }

  openKeyboard() {
    if (document.body.dataset.keyboard) return;
    this.kiosk.attachKeyboard(this.input, "letters", () => this.submit());
    this.reveal();
  }

  hideKeyboard() {
    closeKeyboard();
    this.place.querySelector("h1").focus({ preventScroll: true });
    this.reveal();
  }

  submit() {
    const text = this.input.value.normalize("NFC").trim();
    if (text === "" || this.busy) return;
    this.input.value = "";
    this.input.dispatchEvent(new Event("input"));
    this.ask(text, { text });
  }

  choose(entry, index) {
    const { title, payload, text } = entry.reply.buttons[index];
    if (payload?.startsWith("/talk_to_officer")) return this.kiosk.callOfficer();
    if (this.busy) return undefined;
    entry.used = index;
    this.redraw(entry);
    this.hideKeyboard();
    return this.ask(title, text === undefined ? { payload } : { text });
  }

  async ask(shown, request, key = randomId()) {
    this.busy = true;
    if (shown) this.add({ who: "resident", text: shown });
    await this.answer(request, key);
  }

  async answer(request, key) {
    this.busy = true;
    const hide = this.showWaiting();
    const said = await this.visit.send(request, key);
    hide();
    this.busy = false;
    if (this.visit.isOver || said.problem === "aborted") return;
    if (!said.ok) return this.isHere() && this.fail(said.problem, () => this.answer(request, key));
    const handedOver = said.outcome === "handed_over";
    const replies = said.replies.length > 0 ? said.replies
      : [{ text: handedOver ? words.to_officer : words.empty }];
    for (const reply of replies) this.add({ who: "assistant", reply, used: null });
    if (this.isHere()) this.kiosk.say(replies.map(({ text }) => text).join(" "));
  }

  posted() {
    const entry = this.visit.entries.at(-1);
    this.draw(entry);
    this.reveal();
    this.kiosk.say(entry.reply.text);
  }

  add(entry) {
    this.visit.entries.push(entry);
    if (!this.isHere()) return;
    this.draw(entry);
    this.reveal();
  }

  draw(entry) {
    entry.node = entry.who === "resident" ? residentWords(entry) : this.assistantWords(entry);
    this.log.append(entry.node);
  }

  redraw(entry) {
    const old = entry.node;
    entry.node = this.assistantWords(entry);
    old.replaceWith(entry.node);
  }

  assistantWords(entry) {
    const { reply, who } = entry;
    const { checklist = null, ticket = null, buttons = [] } = reply;
    const ticks = checklist ? (this.visit.ticks[codeOf(reply)] ??= {}) : null;
    return make("div", { class: `words words-${who}` },
      make("span", { class: who === "officer" ? "speaker" : "visually-hidden" }, who === "officer" ? words.officer : words.assistant),
      lines(checklist ? checklist.intro : reply.text),
      checklist && !entry.short ? drawPapers(checklist, new Set(), ticks).element : null,
      ticket ? this.ticket(ticket, reply) : null,
      ...sources(reply.sources ?? []),
      buttons.length > 0 ? this.choices(entry, buttons) : null);
  }

  choices(entry, buttons) {
    const isUsed = entry.used !== null && entry.used !== undefined;
    const group = choices(words.choices, buttons.map(({ title }, index) => ({
      title, onChoose: () => this.choose(entry, index),
    })));
    [...group.children].forEach((element, index) => {
      element.disabled = isUsed;
      element.classList.toggle("choice-used", isUsed && index === entry.used);
    });
    return group;
  }

  /** An appointment that stands: its code, its picture for the counter, and ways to keep it. */
  ticket({ code, image }) {
    const book = texts.book;
    const own = new URL(image, location.origin);
    const token = own.searchParams.get("token");
    const told = this.visit.entries.findLast(({ reply }) => reply?.text?.includes(code) && !reply.ticket);
    const paper = () => [make("h1", {}, book.booked), picture(own, book.qr), make("p", { class: "printed-code" }, code),
      told ? lines(told.reply.text) : ""];
    return make("div", { class: "ticket" },
      picture(own, book.qr),
      make("div", { class: "ticket-words" },
        make("p", { class: "ticket-code" }, code),
        choices(book.booked, [
          { title: texts.checklist.take, main: true, onChoose: () => this.kiosk.takeAlong({ appointment: { code, token } }) },
          { title: texts.print.receipt, onChoose: () => this.kiosk.print("receipt", ...paper()) },
          { title: texts.print.a4, onChoose: () => this.kiosk.print("a4", ...paper()) },
        ])));
  }

  showWaiting() {
    const node = make("p", { class: "waiting" }, words.waiting);
    this.log.append(node);
    this.reveal();
    return () => node.remove();
  }

  fail(kind, onRetry) {
    const node = problem(kind, () => { node.remove(); onRetry(); });
    this.log.append(node);
    this.reveal();
  }

  /** The newest words from their beginning; what was said before is above. */
  reveal() {
    this.log.lastElementChild?.scrollIntoView({ block: "start" });
  }

  isHere() {
    return this.place.isConnected && !this.visit.isOver;
  }
}

function residentWords({ text }) {
  return make("div", { class: "words words-resident" },
    make("span", { class: "visually-hidden" }, words.you), lines(text));
}

function greeting() {
  const buttons = words.starters.map((title) => ({ title, text: title }));
  return { who: "assistant", reply: { text: words.greeting, buttons }, used: null };
}

function codeOf(reply) {
  return reply.sources?.[0]?.code ?? reply.checklist.title;
}

function picture(address, alt) {
  return make("img", { class: "qr", src: `${address.pathname}${address.search}`, alt, width: "320", height: "320" });
}
