// Two quiet buttons under the newest answer: whether it helped. They stand beside the log, so that
// nobody who listens is told of them after each answer, and go with the next message.

import { button, make } from "./dom.js";
import { texts } from "./texts.js";

const words = texts.rating;
let shown = null;

/** Only under what states facts: a question of ours is no answer yet. */
export function offerRating(conversationId, replies) {
  withdrawRating();
  if (!replies.some(isAnswer)) return;
  const rate = (helpful) => send(conversationId, helpful);
  shown = make("div", { class: "rating", role: "group", "aria-label": words.label },
    make("span", {}, words.label),
    button(words.helpful, "rating-choice", () => rate(true)),
    button(words.wrong, "rating-choice", () => rate(false)));
  const log = document.getElementById("log");
  log.after(shown);
  // A long answer is read from its first line: it is not pushed away for this.
  const answer = log.lastElementChild?.offsetHeight ?? 0;
  if (answer + shown.offsetHeight < innerHeight / 2) shown.scrollIntoView({ block: "nearest" });
}

export function withdrawRating() {
  shown?.remove();
  shown = null;
}

function isAnswer({ checklist = null, sources = [], buttons = [] }) {
  const asksBack = buttons.some(({ payload = "" }) => payload.startsWith("/answer_case"));
  return checklist !== null || (sources.length > 0 && !asksBack);
}

async function send(conversationId, helpful) {
  const line = shown;
  const said = helpful ? words.thanks : words.sorry;
  try {
    await fetch(`/api/v1/conversations/${encodeURIComponent(conversationId)}/ratings`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ helpful }),
      credentials: "same-origin",
    });
  } catch {
    // A rating that did not arrive is not worth a complaint.
  }
  line.replaceChildren(make("span", { role: "status" }, said));
}
