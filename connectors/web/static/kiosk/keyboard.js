// The on-screen keyboard: simple-keyboard draws the keys and hears the fingers, telex.js composes.
//
// The finger never takes the focus away from the text field. With a hardware keyboard the keys are
// one stop of Tab, the arrows go from key to key, and Enter or Space presses.

import { button, make } from "../dom.js";
import Keys from "../vendor/simple-keyboard/index.modern.esm.js";
import { deleteBefore, moveCaret, replaceBefore, wordBefore } from "./keyboard/caret.js";
import { actionOf, faceOf, LAYOUTS, METHODS, TONE_KEYS } from "./keyboard/layouts.js";
import { neighbour } from "./keyboard/neighbours.js";
import { setTone, startWord, typeKey } from "./telex.js";

const NEVER = /^(?!)/;
const REPEATED = ["bksp", "arrowleft", "arrowright"]; // a slow finger must not write "aaaa"
const CAPITALS = ["none", "next", "all"]; // what the shift key goes through

let drawn = 0;
let method = METHODS[0]; // one visitor's choice, from screen to screen

/** The next visitor begins with Telex again. */
export function forgetMethod() {
  method = METHODS[0];
}

/**
 * Put a keyboard for `input` (a textarea, or an input of type text, search or tel) into `place`.
 * `texts` are those of keyboard.yml. Every change fires `input` on the field, as typing does.
 */
export function attachKeyboard(input, { place, texts, layout = "letters", onEnter = () => {} }) {
  const board = new Board(input, texts, layout, onEnter);
  place.append(board.element);
  board.draw();
  return { close: () => board.close() };
}

class Board {
  constructor(input, texts, layout, onEnter) {
    Object.assign(this, { input, texts, layout, onEnter, capitals: "none", word: startWord() });
    this.inputMode = input.inputMode;
    input.inputMode = "none"; // no second keyboard of the system above ours
    this.keys = make("div", { class: `keys-${++drawn}` });
    this.element = make(
      "div",
      { class: `keyboard keyboard-${layout}`, role: "group", "aria-label": texts.name },
      layout === "letters" ? this.methodSwitch() : null,
      make("div", { class: "keyboard-frame", role: "toolbar", "aria-label": texts.keys_name }, this.keys),
    );
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    this.keys.addEventListener("click", (event) => this.onClick(event));
    this.keys.addEventListener("keydown", (event) => this.onArrow(event));
  }

  /** The library keeps what was typed, for its own caret: here neither is wanted. */
  draw() {
    this.library = new Keys(this.keys, {
      layout: LAYOUTS,
      layoutName: this.layout,
      theme: "keyboard-keys",
      useButtonTag: true,
      preventMouseDownDefault: true,
      disableCaretPositioning: true,
      enableLayoutCandidates: false,
      inputPattern: NEVER,
      onKeyPress: (key, event) => this.onFinger(key, event),
    });
    this.buttons = [...this.keys.querySelectorAll("button")];
    this.buttons.forEach((button, place) => {
      button.type = "button";
      button.tabIndex = place === 0 ? 0 : -1;
    });
    this.paint();
  }

  close() {
    this.library.destroy();
    this.element.remove();
    this.input.inputMode = this.inputMode;
    this.word = startWord();
  }

  /** Enter waits for the finger to leave: the screen it opens must not get the rest of the touch. */
  onFinger(key, event) {
    const action = actionOf(key);
    if (action === "enter" || (!event && !REPEATED.includes(action))) return;
    this.press(key);
    if (document.activeElement !== this.input) this.input.focus({ preventScroll: true });
  }

  /** A click without a finger or a mouse is a press of Enter or Space, or of a helping device. */
  onClick(event) {
    const key = event.target.closest("button")?.getAttribute("data-skBtn");
    if (key && (key === "{enter}" || event.detail === 0)) this.press(key);
  }

  onArrow(event) {
    const next = neighbour(this.buttons, event.target, event.key);
    if (!next) return;
    event.preventDefault();
    for (const button of this.buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  }

  press(key) {
    const action = actionOf(key);
    if (action === null) this.write(key);
    else if (TONE_KEYS.includes(action)) this.change(setTone(this.current(), action));
    else this[`on_${action}`]();
  }

  on_enter() { this.onEnter(); }
  on_bksp() { deleteBefore(this.input); }
  on_arrowleft() { moveCaret(this.input, -1); }
  on_arrowright() { moveCaret(this.input, 1); }
  on_space() { replaceBefore(this.input, 0, " "); }

  on_shift() {
    this.setCapitals(CAPITALS[(CAPITALS.indexOf(this.capitals) + 1) % CAPITALS.length]);
  }

  write(key) {
    const typed = this.isUpper() ? key.toUpperCase() : key;
    if (this.layout !== "letters" || !/[\p{L}\p{N}]/u.test(key)) replaceBefore(this.input, 0, typed);
    else this.change(typeKey(this.current(), typed, method));
    if (this.capitals === "next") this.setCapitals("none");
  }

  /** How the word was typed is remembered as long as it still stands before the caret. */
  current() {
    const shown = wordBefore(this.input);
    return shown === this.word.shown ? this.word : startWord(shown);
  }

  change(word) {
    const before = wordBefore(this.input);
    this.word = word;
    if (word.shown !== before) replaceBefore(this.input, before.length, word.shown);
  }

  isUpper() {
    return this.capitals !== "none";
  }

  setCapitals(capitals) {
    this.capitals = capitals;
    this.paint();
  }

  /** The keys stay the same elements, or the focus would be lost with them. */
  paint() {
    for (const button of this.buttons) {
      const key = button.getAttribute("data-skBtn");
      const { sign, word, name } = faceOf(key, this.texts, this.isUpper());
      button.setAttribute("aria-label", name);
      button.replaceChildren(
        sign === "" ? "" : make("span", { class: "key-sign" }, sign),
        word === "" ? "" : make("span", { class: "key-word" }, word),
      );
      if (key === "{shift}") this.paintShift(button);
    }
  }

  paintShift(button) {
    button.setAttribute("aria-pressed", String(this.isUpper()));
    if (this.capitals !== "all") return;
    button.setAttribute("aria-label", this.texts.keys.lock.name);
    button.querySelector(".key-word").textContent = this.texts.keys.lock.word;
  }

  methodSwitch() {
    const help = make("p", { class: "keyboard-help" });
    const buttons = METHODS.map((name) => {
      return button(this.texts.methods[name], "keyboard-method", () => {
        method = name;
        this.word = startWord(this.word.shown);
        show();
      });
    });
    const show = () => {
      buttons.forEach((each, at) => each.setAttribute("aria-pressed", String(METHODS[at] === method)));
      help.replaceChildren(...this.texts.help[method].flatMap((part) => [make("span", {}, part), " "]));
    };
    show();
    const name = this.texts.methods_name;
    const choice = { class: "keyboard-choice", role: "group", "aria-label": name };
    return make("div", { class: "keyboard-methods" }, make("div", choice, ...buttons), help);
  }
}
