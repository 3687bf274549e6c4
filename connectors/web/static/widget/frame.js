// The chat's side of the widget. It tells the page around it three things, none of them anybody's
// words: ready, close (Esc), unread (something came while it was closed).

import { hasKeyboard } from "../dom.js";

const TAG = "tro-ly-mot-cua";
const log = document.getElementById("log");
const input = document.getElementById("message");
let open = true;

/** Whoever frames us was allowed to by the server; what is said holds no secret. */
function tell(event) {
  if (window.parent !== window) window.parent.postMessage({ from: TAG, event }, "*");
}

function enter() {
  open = true;
  (hasKeyboard() ? input : log).focus({ preventScroll: true });
  log.lastElementChild?.scrollIntoView({ block: "nearest" });
}

window.addEventListener("message", ({ source, data }) => {
  if (source !== window.parent || data?.to !== TAG) return;
  if (data.event === "opened") enter();
  if (data.event === "closed") open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) tell("close");
});

new MutationObserver((changes) => {
  const came = changes.flatMap(({ addedNodes }) => [...addedNodes]);
  const said = came.some((node) => node.matches?.(".message-assistant, .message-officer"));
  if (!open && said) tell("unread");
}).observe(log, { childList: true });

tell("ready");
