// The keyboard on the screen, for one input at a time, below the stage.

import { texts } from "../texts.js";
import { attachKeyboard, forgetMethod } from "./keyboard.js";

const place = document.getElementById("keyboard");
let open = null;

/** Shows it for `input`; the one before goes. layout: "letters" | "digits" | "code". */
export function attach(input, layout = "letters", onEnter = () => {}) {
  closeKeyboard();
  open = attachKeyboard(input, { place, texts: texts.keyboard, layout, onEnter });
  document.body.dataset.keyboard = layout;
  return { close: closeKeyboard };
}

export function closeKeyboard() {
  open?.close();
  open = null;
  delete document.body.dataset.keyboard;
}

/** The next visitor types as if nobody had before. */
export function forgetKeyboard() {
  closeKeyboard();
  forgetMethod();
}
