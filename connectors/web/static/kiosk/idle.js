// Who has left is asked once and then forgotten: the next visitor finds the first page.

import { button, make } from "../dom.js";
import { fill, texts } from "../texts.js";

const words = texts.idle;
const TICK_MS = 500;
const ACTIVITY = ["pointerdown", "keydown", "wheel", "touchmove"];

/**
 * `seconds()` gives {warn, wipe} as they stand now; `needsWarning()` is false where nothing would
 * be lost; `wipe()` forgets the visitor; `say(text)` reads aloud. Returns {close()}, which takes the
 * question away.
 */
export function watchIdle({ seconds, needsWarning, wipe, say }) {
  let last = Date.now();
  const warning = makeWarning(() => stay(), () => { warning.close(); wipe(); });

  const stay = () => {
    last = Date.now();
    warning.close();
  };
  const onActivity = (event) => {
    if (!warning.isOpen()) last = Date.now();
    else if (event.type === "keydown" ? !["Enter", " "].includes(event.key) : !warning.holds(event)) stay();
  };
  for (const type of ACTIVITY) document.addEventListener(type, onActivity, { capture: true, passive: true });

  setInterval(() => {
    const idle = (Date.now() - last) / 1000;
    const limits = seconds();
    if (idle >= limits.wipe) {
      last = Date.now();
      warning.close();
      wipe();
    } else if (idle >= limits.warn && needsWarning()) {
      if (warning.show(Math.ceil(limits.wipe - idle))) say(words.say);
    }
  }, TICK_MS);
  return { close: stay };
}

function makeWarning(onStay, onEnd) {
  const count = make("p", { class: "idle-count" });
  const yes = button(words.stay, "choice choice-main", onStay);
  const dialog = make("dialog", { class: "sheet", role: "alertdialog", "aria-labelledby": "idle-title",
    "aria-describedby": "idle-count" },
  make("h2", { id: "idle-title", class: "title" }, words.title),
  count, make("div", { class: "choices" }, yes, button(texts.bar.end, "choice", onEnd)));
  count.id = "idle-count";
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); onStay(); });
  document.body.append(dialog);
  return {
    isOpen: () => dialog.open,
    holds: (event) => event.target !== dialog && dialog.contains(event.target),
    close: () => dialog.open && dialog.close(),
    /** True when it was not there before. */
    show(left) {
      count.textContent = fill(words.count, { seconds: left });
      if (dialog.open) return false;
      dialog.showModal();
      yes.focus();
      beep();
      return true;
    },
  };
}

/** Two short tones for who looks elsewhere; silent where the browser has no sound. */
function beep() {
  try {
    const audio = new AudioContext();
    for (const start of [0, 0.25]) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      volume.gain.value = 0.08;
      tone.frequency.value = 660;
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + start);
      tone.stop(audio.currentTime + start + 0.15);
    }
    setTimeout(() => audio.close(), 1000);
  } catch {
    // No sound here.
  }
}
