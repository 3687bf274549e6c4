// From key to key by the arrows of a hardware keyboard, as the keys lie on the screen.

const SAME_ROW = 0.5; // of a key's height: rows may wrap, so only the screen knows them

/** The key that an arrow, Home or End leads to from `here`; undefined where it leads nowhere. */
export function neighbour(buttons, here, arrow) {
  const place = buttons.indexOf(here);
  switch (arrow) {
    case "ArrowLeft": return buttons[place - 1];
    case "ArrowRight": return buttons[place + 1];
    case "Home": return buttons[0];
    case "End": return buttons.at(-1);
    case "ArrowUp": return nearest(buttons, here, -1);
    case "ArrowDown": return nearest(buttons, here, 1);
    default: return undefined;
  }
}

function nearest(buttons, here, direction) {
  const from = here.getBoundingClientRect();
  const middle = from.left + from.width / 2;
  return buttons
    .map((button) => ({ button, box: button.getBoundingClientRect() }))
    .map(({ button, box }) => ({
      button,
      rows: (direction * (box.top - from.top)) / from.height,
      aside: Math.max(box.left - middle, middle - box.right, 0),
    }))
    .filter(({ rows }) => rows > SAME_ROW)
    .sort((one, other) =>
      Math.abs(one.rows - other.rows) > SAME_ROW ? one.rows - other.rows : one.aside - other.aside)
    .at(0)?.button;
}
