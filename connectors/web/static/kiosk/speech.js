// Reading aloud, where this very machine has a Vietnamese voice. A voice of a distant service is
// never used: it would be sent what a visitor reads.

const PAUSE_MS = 60; // between cancel() and speak() some browsers need a moment
const LONGEST = 900; // characters

let isOn = false;
let timer = null;

function voice() {
  return window.speechSynthesis?.getVoices()
    .find(({ lang, localService }) => localService && /^vi\b/i.test(lang)) ?? null;
}

/** `onChange(canSpeak)` hears whether there is a voice: browsers learn of theirs late. */
export function watchVoices(onChange) {
  if (!window.speechSynthesis) return onChange(false);
  const look = () => onChange(voice() !== null);
  speechSynthesis.addEventListener?.("voiceschanged", look);
  look();
}

export function speakFromNowOn(on) {
  isOn = on;
  if (!on) hush();
}

export function hush() {
  clearTimeout(timer);
  window.speechSynthesis?.cancel();
}

/** Silent where there is no voice, or nobody asked for one. */
export function say(text) {
  const chosen = isOn ? voice() : null;
  if (!chosen || !text) return;
  hush();
  timer = setTimeout(() => {
    const utterance = new SpeechSynthesisUtterance(text.slice(0, LONGEST));
    utterance.voice = chosen;
    utterance.lang = chosen.lang;
    utterance.rate = 0.9;
    speechSynthesis.speak(utterance);
  }, PAUSE_MS);
}
