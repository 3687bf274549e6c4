// A long form: what is typed is not left behind by accident, and rows stay as open as they were.

let changed = false;
const form = () => document.getElementById("form");

document.addEventListener("input", (event) => { if (form()?.contains(event.target)) changed = true; });
document.addEventListener("submit", () => { changed = false; });
window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

let open = new Set();
document.addEventListener("htmx:beforeSwap", () => {
  open = new Set([...document.querySelectorAll("#form details[open]")].map(({ id }) => id));
});
document.addEventListener("htmx:afterSettle", () => {
  for (const details of document.querySelectorAll("#form details")) {
    if (details.id && open.has(details.id)) details.open = true;
  }
  changed = true;
  const row = document.querySelector("[data-at]");
  row?.scrollIntoView({ block: "nearest" });
  row?.querySelector("input:not([type=hidden]), textarea, select")?.focus();
});

/** A link to a box in a folded row unfolds it. */
function unfold() {
  let place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  place?.focus?.();
  for (; place; place = place.parentElement) if (place.tagName === "DETAILS") place.open = true;
}
window.addEventListener("hashchange", unfold);
unfold();
