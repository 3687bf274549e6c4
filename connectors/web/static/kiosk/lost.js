// The server is gone. The page says so, says where a person is, and goes away by itself.

import { button, make } from "../dom.js";
import { texts } from "../texts.js";

const words = texts.lost;

/** `home()` forgets the visitor, for who leaves now. */
export function makeLostPage({ home, say }) {
  const raise = make("p", { class: "lost-raise", role: "status" });
  const dialog = make("dialog", { class: "sheet sheet-whole", "aria-labelledby": "lost-title" },
    make("h2", { id: "lost-title", class: "title" }, words.title),
    make("p", {}, words.text),
    make("p", {}, words.counter),
    make("p", { lang: "en" }, words.english),
    raise,
    make("div", { class: "choices" },
      button(words.officer, "choice choice-main", () => { raise.textContent = words.raise; say(words.raise); }),
      button(words.home, "choice", home)));
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  return {
    show() {
      raise.textContent = "";
      if (!dialog.open) dialog.showModal();
      say(words.say);
    },
    close: () => dialog.close(),
  };
}
