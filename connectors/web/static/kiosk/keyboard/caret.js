// The text field as the keys see it: what stands before the caret, and putting something there.

import { revealCaret } from "./reveal.js";

const WORD_BEFORE = /[\p{L}\p{M}\p{N}]+$/u;
const LAST_CHARACTER = /(?:\P{M}\p{M}*|\p{M}+)$/u;
const FIRST_CHARACTER = /^(?:\P{M}\p{M}*|\p{M}+)/u;

/** The word that ends at the caret, or at the beginning of what is selected. */
export function wordBefore(input) {
  return matched(input.value.slice(0, input.selectionStart), WORD_BEFORE);
}

/** Put text in the place of `length` units before the caret and of what is selected. */
export function replaceBefore(input, length, text, inputType = "insertText") {
  const { value, selectionStart, selectionEnd, maxLength } = input;
  const from = selectionStart - length;
  const after = value.length - (selectionEnd - from) + text.length;
  if (maxLength >= 0 && after > maxLength && after > value.length) return; // no script is held to it
  input.setRangeText(text, from, selectionEnd, "end");
  input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType, data: text || null }));
  revealCaret(input);
}

/** Take away what is selected, or else one whole character before the caret. */
export function deleteBefore(input) {
  const { value, selectionStart, selectionEnd } = input;
  const chosen = selectionEnd > selectionStart;
  const length = chosen ? 0 : matched(value.slice(0, selectionStart), LAST_CHARACTER).length;
  if (chosen || length > 0) replaceBefore(input, length, "", "deleteContentBackward");
}

/** One character to the left (-1) or right (1); from a selection to its edge. */
export function moveCaret(input, step) {
  const { value, selectionStart, selectionEnd } = input;
  const back = step < 0;
  let place = back ? selectionStart : selectionEnd;
  if (selectionStart === selectionEnd) {
    const passed = back
      ? matched(value.slice(0, place), LAST_CHARACTER)
      : matched(value.slice(place), FIRST_CHARACTER);
    place += step * passed.length;
  }
  input.setSelectionRange(place, place);
  revealCaret(input);
}

function matched(text, pattern) {
  return text.match(pattern)?.[0] ?? "";
}
