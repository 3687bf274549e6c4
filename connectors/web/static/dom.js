// Elements are made by hand: answers are only ever text nodes, never markup.

/** Make an element; children are elements or strings, empty ones are skipped. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

export function button(title, className, onClick) {
  const element = make("button", { type: "button", class: className }, title);
  element.addEventListener("click", onClick);
  return element;
}

/** A mouse and keyboard: moving the focus to the input opens no screen keyboard. */
export function hasKeyboard() {
  return window.matchMedia("(hover: hover) and (pointer: fine)").matches;
}
