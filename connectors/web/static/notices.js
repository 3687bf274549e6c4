// What all should know just now: asked for when the page opens and every so often after that. A
// request that fails changes nothing: the next one tells.

import { make } from "./dom.js";

const EVERY_MS = 20_000;

/** Fills the element #notices of the page. `place`: web, kiosk or hall. */
export function watchNotices(place, office = "") {
  const box = document.getElementById("notices");
  const query = new URLSearchParams({ place, ...(office ? { office } : {}) });
  let shown = "[]";
  const look = async () => {
    const notices = await ask(`/api/v1/notices?${query}`);
    const mark = JSON.stringify(notices);
    if (!notices || mark === shown) return; // read aloud again only when it is another
    shown = mark;
    box.replaceChildren(...notices.map(draw));
    box.hidden = notices.length === 0;
  };
  look();
  setInterval(() => { if (!document.hidden) look(); }, EVERY_MS);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
}

function draw({ severity, label, text }) {
  return make("p", { class: `shown-notice shown-notice-${severity}` },
    make("strong", {}, `${label}:`), ` ${text}`);
}

async function ask(url) {
  if (navigator.onLine === false) return null;
  try {
    const signal = AbortSignal.timeout(8_000);
    const response = await fetch(url, { cache: "no-store", credentials: "omit", signal });
    const body = response.ok ? await response.json() : null;
    return Array.isArray(body) ? body : null;
  } catch {
    return null;
  }
}
