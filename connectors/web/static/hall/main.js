// The display of a hall: asks every other second who is called, and says it aloud when it is new.

import { make } from "../dom.js";
import { watchNotices } from "../notices.js";
import { fill, texts } from "../texts.js";
import { watch } from "./news.js";
import { announce, watchVoice } from "./voice.js";

const SHOWN = 8; // calls, the first among them
const element = (id) => document.getElementById(id);
let heard = null; // calls that were shown before, by number and how often; null: none looked at yet

watch(`/api/v1/hall?office=${encodeURIComponent(document.body.dataset.office)}`, {
  came: draw,
  lost: (isLost) => { element("lost").hidden = !isLost; },
});
watchVoice(element("voice"));
watchNotices("hall", document.body.dataset.office);

function draw(hall) {
  const calls = hall.calls.slice(0, SHOWN);
  const marks = new Set(hall.calls.map(({ number, calls: times }) => `${number} ${times}`));
  const fresh = heard === null ? [] : hall.calls.filter(({ number, calls: times }) => !heard.has(`${number} ${times}`));
  heard = marks;
  drawFirst(calls[0], fresh.length > 0);
  element("others").replaceChildren(...calls.slice(1).map((call) => make("li", { class: "other" }, ...place(call))));
  element("groups").replaceChildren(...hall.counters.map(group));
  element("clock").textContent = hall.now.slice(11, 16);
  for (const { number, window: name } of fresh.reverse()) {
    announce(fill(texts.spoken, { number: [...number].join(" "), window: name }));
  }
}

/** Changed only when it is another: what reads the page aloud would repeat it each time. */
function drawFirst(call, isNew) {
  const box = element("first");
  const mark = call ? `${call.number} ${call.calls} ${call.window}` : "";
  if (box.dataset.mark === mark) return;
  box.dataset.mark = mark;
  box.replaceChildren(...(call ? place(call) : [make("p", { class: "empty" }, texts.nobody_called)]));
  box.classList.toggle("fresh", isNew);
}

function place({ number, window: name }) {
  return [
    make("span", { class: "number" }, number),
    make("span", { class: "arrow", "aria-hidden": "true" }),
    make("span", { class: "window" }, fill(texts.window, { window: name })),
  ];
}

function group({ name, waiting, next }) {
  return make("li", { class: "group" },
    make("p", { class: "group-name" }, name),
    make("p", { class: "group-count" }, waiting === 0 ? texts.nobody_waits : fill(texts.count, { count: waiting })),
    next.length > 0 ? make("p", { class: "group-next" }, fill(texts.next, { numbers: next.join(", ") })) : "");
}
