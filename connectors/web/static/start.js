// What a link asks for (/?start=…), as the server understood it: {text, request} or nothing.

/** Once: a reload, or the address sent on, must not ask it again. */
export function takeStart() {
  const given = document.getElementById("page-start");
  if (!given) return null;
  const start = JSON.parse(given.textContent);
  if (location.search) history.replaceState(null, "", location.pathname);
  return start;
}
