// The procedures that a life event brings.

import { make } from "../../dom.js";
import { fill } from "../../texts.js";
import { choices } from "../drawing.js";

export function open(place, kiosk, { event: id }) {
  const words = kiosk.texts.event;
  const event = kiosk.events.find((each) => each.id === id);
  place.append(
    make("h1", { class: "title" }, event.title),
    choices(words.which, event.procedures.map(({ code, name }) => ({
      title: name, onChoose: () => kiosk.show("checklist", { procedure: code, name }),
    }))),
    make("p", { class: "hint" }, words.missing),
    make("div", { class: "row" }, choices(words.missing, [
      { title: words.search, onChoose: () => kiosk.show("search") },
      { title: words.talk, onChoose: () => kiosk.show("talk") },
    ])));
  kiosk.say(fill(words.say, { title: event.title }));
}
