// Calling aloud, where this very machine has a Vietnamese voice; silent where not. Browsers let a
// page speak only after somebody touched it: hence the button.

import { texts } from "../texts.js";

let isOn = false;

function voice() {
  return window.speechSynthesis?.getVoices()
    .find(({ lang, localService }) => localService && /^vi\b/i.test(lang)) ?? null;
}

/** The button is there where there is a voice. */
export function watchVoice(button) {
  const look = () => { button.hidden = voice() === null; };
  button.addEventListener("click", () => {
    isOn = !isOn;
    button.setAttribute("aria-pressed", String(isOn));
    button.textContent = isOn ? texts.voice_off : texts.voice_on;
    if (!isOn) window.speechSynthesis.cancel();
  });
  window.speechSynthesis?.addEventListener?.("voiceschanged", look);
  look();
}

/** One after another: the browser keeps the line. */
export function announce(sentence) {
  const chosen = isOn ? voice() : null;
  if (!chosen) return;
  const utterance = new SpeechSynthesisUtterance(sentence);
  utterance.voice = chosen;
  utterance.lang = chosen.lang;
  utterance.rate = 0.85;
  speechSynthesis.speak(utterance);
}
