// The first screen: what happens in a life, and the other ways to be helped.

import { button, make } from "../../dom.js";

export function open(place, kiosk) {
  const words = kiosk.texts.home;
  const tiles = kiosk.events.map((event) => {
    const tile = button("", "tile", () => kiosk.show("event", { event: event.id }));
    tile.append(make("img", { class: "tile-icon", src: `/static/kiosk/icons/${event.icon}.svg`, alt: "" }),
      " ", event.title);
    return make("li", {}, tile);
  });
  place.append(
    make("h1", { class: "title" }, words.title),
    make("div", { class: "home" },
      make("ul", { class: "tiles", "aria-label": words.events }, ...tiles),
      make("div", { class: "ways", role: "group", "aria-label": words.others },
        button(words.search, "way way-search", () => kiosk.show("search")),
        button(words.talk, "way", () => kiosk.show("talk")),
        button(words.book, "way", () => kiosk.show("book")),
        kiosk.has("ticket") ? button(words.ticket, "way", () => kiosk.show("ticket")) : null,
        kiosk.has("checkin") ? button(words.checkin, "way", () => kiosk.show("checkin")) : null,
        english(kiosk, words))));
  kiosk.say(words.say);
}

/** In its own language, for who reads no other. */
function english(kiosk, words) {
  const element = button(words.english, "way way-english", () => kiosk.callOfficer({ english: true }));
  element.setAttribute("lang", "en");
  return element;
}
