// Millimetres to pixels. A browser does not know how large its screen is, so the installation says
// it: `panel_inches` across. A touched thing is then never smaller than `target_mm`, on any panel.

const MM_PER_INCH = 25.4;
const LEAST_PX = 60;
const MOST_PX = 160;

export function targetPixels({ target_mm: millimetres, panel_inches: inches }, { width, height }) {
  const perMillimetre = Math.hypot(width, height) / (inches * MM_PER_INCH);
  return Math.min(MOST_PX, Math.max(LEAST_PX, Math.ceil(millimetres * perMillimetre)));
}

export function setTargets(settings) {
  const pixels = targetPixels(settings, window.screen);
  document.documentElement.style.setProperty("--target", `${pixels}px`);
}
