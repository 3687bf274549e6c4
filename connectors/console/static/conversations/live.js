// Keeps an open page fresh: asks for its parts anew when something changed, counts in the title,
// rings. Without streams, or while the connection is lost, it looks by itself now and then.

import { bell } from "./bell.js";

const AGAIN_MS = 10_000;
const BY_ITSELF_MS = 60_000; // waiting times grow though nothing changes

const live = document.querySelector("[data-live]");
if (live) watch(live);

function watch(live) {
  const parts = [...document.querySelectorAll("[data-news]")];
  const lost = document.getElementById("lost");
  const title = document.title;
  let last = null;

  const refresh = () => parts.forEach((part) => window.htmx?.trigger(part, "desk-news"));

  const hear = ({ data }) => {
    const news = JSON.parse(data);
    const count = news.waiting + news.unread;
    document.title = count ? live.dataset.title.replace("{n}", count) + title : title;
    if (last && (news.waiting > last.waiting || news.unread > last.unread)) bell.ring();
    if (!last || news.mark !== last.mark) refresh();
    last = news;
  };

  const open = () => {
    const source = new EventSource(live.dataset.live);
    source.addEventListener("open", () => { lost.hidden = true; });
    source.addEventListener("message", hear);
    source.addEventListener("error", () => {
      lost.hidden = false;
      if (source.readyState === EventSource.CLOSED) setTimeout(open, AGAIN_MS);
    });
    addEventListener("pagehide", () => source.close(), { once: true });
  };

  parts.filter((part) => "toEnd" in part.dataset).forEach(keepAtEnd);
  bell.show(document.getElementById("bell"));
  if (window.EventSource) open();
  setInterval(refresh, BY_ITSELF_MS);
}

/** The last line stays in sight, unless somebody is reading further up. */
function keepAtEnd(part) {
  const atEnd = () => part.scrollHeight - part.scrollTop - part.clientHeight < 40;
  let follows = true;
  part.scrollTop = part.scrollHeight;
  part.addEventListener("htmx:beforeSwap", () => { follows = atEnd(); });
  part.addEventListener("htmx:afterSettle", () => { if (follows) part.scrollTop = part.scrollHeight; });
}
