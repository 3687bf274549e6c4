// The place where the resident writes.

import { hasKeyboard } from "./dom.js";
import { fill, texts } from "./texts.js";

const LIMIT = 2000;
const TALLEST_PX = 160;
const IME_KEYCODE = 229;

const form = document.getElementById("composer");
const input = document.getElementById("message");
const hint = document.getElementById("hint");
const focusableLog = document.getElementById("log");
const send = document.getElementById("send");

/** onSend(text) answers whether it took the text; onDraft(text) hears every change. */
export function startComposer({ draft, onSend, onDraft }) {
  const submit = () => {
    const text = composedText();
    if (text === "" || isTooLong(text)) return input.focus();
    if (onSend(text)) setText("");
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  input.addEventListener("keydown", (event) => {
    if (!sendsNow(event)) return;
    event.preventDefault();
    submit();
  });
  input.addEventListener("input", () => {
    refresh();
    onDraft(input.value);
  });
  form.hidden = false;
  setText(draft);
}

export function composedText() {
  return input.value.normalize("NFC").trim();
}

/** Setting the text counts as a change, so that the kept draft follows. */
export function setText(text) {
  input.value = text;
  input.dispatchEvent(new Event("input"));
}

export function showHint(sentence) {
  hint.textContent = sentence;
}

/** Back to what the text itself calls for; the text and its caret are left alone. */
export function refreshHint() {
  const length = lengthOf(composedText());
  showHint(length > LIMIT ? fill(texts.too_long, { length, limit: LIMIT }) : "");
}

export function watchConnection() {
  window.addEventListener("offline", () => showHint(texts.went_offline));
  window.addEventListener("online", refreshHint);
}

/**
 * The clicked button is about to be disabled, and the focus must not fall off the page.
 * On a phone the input would bring up the keyboard over the answer: the log takes it there.
 */
export function moveFocus() {
  if (document.activeElement === input) return;
  (hasKeyboard() ? input : focusableLog).focus({ preventScroll: true });
}

/**
 * Enter also ends a word in a Vietnamese input method (Telex, VNI): that Enter must not
 * send. Safari reports it as no longer composing, but with the input method's key code.
 */
function sendsNow(event) {
  const composing = event.isComposing || event.keyCode === IME_KEYCODE;
  return event.key === "Enter" && !event.shiftKey && !composing;
}

/** Counted in characters as the server counts them, not in UTF-16 units. */
function lengthOf(text) {
  return [...text].length;
}

function isTooLong(text) {
  return lengthOf(text) > LIMIT;
}

function refresh() {
  refreshHint();
  const tooLong = isTooLong(composedText());
  input.setAttribute("aria-invalid", String(tooLong));
  send.disabled = tooLong;
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight + 2, TALLEST_PX)}px`;
}
