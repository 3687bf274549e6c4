// The page's sentences come with the page as data, so no script holds a Vietnamese word.

export const texts = JSON.parse(document.getElementById("page-texts").textContent);

/** Put values in the {braces} of a sentence; an unknown brace stays visible. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (brace, name) => String(values[name] ?? brace));
}

/** "2026-11-21" as "21/11/2026". Cut, not parsed: a time zone must not move the day. */
export function vietnameseDate(iso) {
  const [year, month, day] = iso.slice(0, 10).split("-");
  return `${day}/${month}/${year}`;
}
