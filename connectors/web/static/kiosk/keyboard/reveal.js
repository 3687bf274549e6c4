// A text field does not scroll to its caret when a script changes it: this does.

import { make } from "../../dom.js";

const AS_IN_THE_FIELD = ["font", "letterSpacing", "wordSpacing", "padding", "overflowWrap"];

/** Scroll the inside of the field, and nothing else, until its caret can be seen. */
export function revealCaret(input) {
  if (input.scrollWidth <= input.clientWidth && input.scrollHeight <= input.clientHeight) return;
  const caret = caretBox(input);
  input.scrollLeft = within(input.scrollLeft, input.clientWidth, caret.offsetLeft, caret.offsetWidth);
  input.scrollTop = within(input.scrollTop, input.clientHeight, caret.offsetTop, caret.offsetHeight);
}

/** The text up to the caret is laid out once more, unseen, only to be measured. */
function caretBox(input) {
  const style = getComputedStyle(input);
  const oneLine = input.tagName === "INPUT";
  const caret = make("span", {}, "|");
  const twin = make("div", { "aria-hidden": "true" });
  for (const name of AS_IN_THE_FIELD) twin.style[name] = style[name];
  Object.assign(twin.style, {
    position: "fixed",
    visibility: "hidden",
    boxSizing: "border-box",
    whiteSpace: oneLine ? "pre" : "pre-wrap",
    width: oneLine ? "max-content" : `${input.clientWidth}px`,
  });
  twin.append(input.value.slice(0, input.selectionEnd), caret);
  document.body.append(twin);
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = caret;
  twin.remove();
  return { offsetLeft, offsetTop, offsetWidth, offsetHeight };
}

function within(now, room, start, length) {
  if (start < now) return start - room / 4;
  return start + 2 * length > now + room ? start + 2 * length - room : now;
}
