// A scanner is a keyboard: it types what the QR image says, quickly, and ends with Enter. It is heard
// wherever one is on the screen; in a text field it just types.

const LEAST = 8; // signs of a code
const PAUSE_MS = 400; // nobody scans so slowly

/** `scanned(text)` for each scan outside a text field; returns what ends it. */
export function listenToScanner(scanned) {
  let text = "";
  let last = 0;
  const hear = (event) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.altKey) return;
    if (event.timeStamp - last > PAUSE_MS) text = "";
    last = event.timeStamp;
    if (event.key === "Enter" && text.length >= LEAST) {
      event.preventDefault(); // not also a press of the button that has the focus
      event.stopPropagation();
      const whole = text;
      text = "";
      scanned(whole);
    } else if (event.key.length === 1) {
      text += event.key;
      if (event.key === " " && text.trim() === "") text = "";
    }
  };
  document.addEventListener("keydown", hear, { capture: true });
  return () => document.removeEventListener("keydown", hear, { capture: true });
}
