// How the screen is shown to this visitor: size of letters, contrast, controls further down, more
// time, reading aloud. Everything is as at first again for the next one.

import { button, make } from "../dom.js";
import { fill, texts } from "../texts.js";
import { speakFromNowOn, watchVoices } from "./speech.js";

const words = texts.comfort;
const SWITCHES = [
  { name: "text", title: words.text_size, states: words.text_sizes },
  { name: "contrast", title: words.contrast, states: words.contrasts },
  { name: "low", title: words.low, states: words.lows },
  { name: "time", title: words.time, states: words.times },
  { name: "speech", title: words.speech, states: words.speeches },
];
const chosen = new Map();
const buttons = new Map();

/** The switches; `onSpeech(on)` hears when reading aloud is turned. */
export function makeSwitches(onSpeech) {
  for (const each of SWITCHES) {
    const turn = () => {
      set(each, ((chosen.get(each.name) ?? 0) + 1) % each.states.length);
      if (each.name === "speech") onSpeech(chosen.get("speech") === 1);
    };
    buttons.set(each.name, button("", "tool", turn));
    buttons.get(each.name).dataset.rapid = "";
    set(each, 0);
  }
  watchVoices((canSpeak) => { buttons.get("speech").hidden = !canSpeak; });
  return make("div", { class: "tools", role: "group", "aria-label": words.label }, ...buttons.values());
}

export function resetComfort() {
  for (const each of SWITCHES) set(each, 0);
}

export function isChanged() {
  return [...chosen.values()].some((state) => state > 0);
}

export function wantsTime() {
  return chosen.get("time") === 1;
}

function set(each, state) {
  chosen.set(each.name, state);
  document.documentElement.dataset[each.name] = state;
  buttons.get(each.name).textContent = fill(words.state, { name: each.title, state: each.states[state] });
  if (each.name === "speech") speakFromNowOn(state === 1);
}
