// The kiosk: one screen at a time, the bar below it always the same, nothing kept of anybody.
//
// A screen is a module of screens/ with `open(place, kiosk, params)`: it fills the element `place`
// and may return what cleans up after it. `params` stay with the screen while one can come back to
// it, so a screen keeps there what it wants to find again.

import { button, make } from "../dom.js";
import { watchNotices } from "../notices.js";
import { texts } from "../texts.js";
import { isChanged, makeSwitches, resetComfort, wantsTime } from "./comfort.js";
import { events, office, settings } from "./data.js";
import { watchIdle } from "./idle.js";
import { attach, closeKeyboard, forgetKeyboard } from "./keys.js";
import { makeLostPage } from "./lost.js";
import { fetchJson, forgetRequests, watchConnection } from "./network.js";
import { clearSheet, print } from "./printing.js";
import { hush, say } from "./speech.js";
import { setTargets } from "./targets.js";
import { Visit } from "./visit.js";

const NAMES = ["home", "event", "search", "checklist", "talk", "book", "officer", "take_along",
  "checkin", "ticket"];
const stage = document.getElementById("stage");
const more = button(texts.more, "more", () => stage.scrollBy({ top: stage.clientHeight * 0.8, behavior: "smooth" }));
const screens = {};

let visit = new Visit();
let serial = 0; // of the visitor: the browser's "back" must not lead to the one before
let stack = [{ name: "home", params: {} }];
let depth = 0;
let cleanUp = null;

const kiosk = {
  office: office.id,
  officeName: office.name,
  events,
  texts,
  settings,
  fetchJson,
  say,
  print,
  attachKeyboard: attach,
  has: (name) => name in screens,
  show,
  back: () => history.back(),
  home: () => show("home"),
  end: wipe,
  callOfficer: (params = {}) => show("officer", params),
  takeAlong: (params = {}) => show("take_along", params),
  get visit() { return visit; },
};

function show(name, params = {}) {
  if (!(name in screens)) return;
  stack = [...stack.slice(0, depth + 1), { name, params }];
  depth = stack.length - 1;
  history.pushState({ serial, depth }, "");
  draw();
}

function draw() {
  cleanUp?.();
  hush();
  closeKeyboard();
  visit.onPosted = null;
  const { name, params } = stack[depth];
  const place = make("section", { class: `screen screen-${name}` });
  document.body.dataset.screen = name;
  stage.replaceChildren(place);
  stage.scrollTop = 0;
  const result = screens[name].open(place, kiosk, params);
  cleanUp = typeof result === "function" ? result : null;
  focusHeading(place);
  backButton.disabled = depth === 0;
}

/** Where a screen reader and the Tab key begin on a new screen. */
function focusHeading(place) {
  if (place.contains(document.activeElement)) return;
  const heading = place.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  (heading ?? stage).focus({ preventScroll: true });
}

/** Nothing of this visitor is left: not on the screen, not in memory, not behind "back". */
function wipe() {
  visit.end();
  forgetRequests();
  clearSheet();
  forgetKeyboard();
  resetComfort();
  visit = new Visit();
  serial += 1;
  stack = [{ name: "home", params: {} }];
  depth = 0;
  history.pushState({ serial, depth }, "");
  draw();
}

function onPopState({ state }) {
  if (state?.serial === serial && stack[state.depth]) {
    depth = state.depth;
  } else { // before the first page, or a page of somebody who has left
    depth = 0;
    stack = [{ name: "home", params: {} }];
    history.pushState({ serial, depth }, "");
  }
  draw();
}

const backButton = button(texts.bar.back, "bar-button", () => history.back());

function makeBar() {
  document.getElementById("bar").append(
    make("div", { class: "bar-main" },
      button(texts.bar.home, "bar-button", kiosk.home),
      backButton,
      button(texts.bar.officer, "bar-button bar-officer", () => kiosk.callOfficer()),
      button(texts.bar.end, "bar-button", wipe)),
    makeSwitches((on) => { if (on) say(stage.innerText); }));
}

/** The second half of a double tap falls on what has just appeared there: it was not meant. */
function ignoreDoubleTaps() {
  document.addEventListener("click", (event) => {
    if (event.detail < 2 || event.target.closest("[data-rapid], #keyboard")) return;
    event.stopPropagation();
    event.preventDefault();
  }, { capture: true });
}

/**
 * Not everybody knows that a page goes on below: a wide button says it. It lies over the stage, and
 * room for it is kept as long as the page is longer, so that nothing moves when it comes and goes.
 */
function watchScrolling() {
  more.dataset.rapid = "";
  stage.after(make("div", { class: "more-place" }, more));
  const look = () => {
    const { overflowY, fontSize } = getComputedStyle(stage);
    const needed = (stage.firstElementChild?.offsetHeight ?? 0) + 2.5 * parseFloat(fontSize);
    const isLong = overflowY === "auto" && !["talk", "book"].includes(stack[depth].name)
      && needed > stage.clientHeight + 1;
    stage.classList.toggle("stage-long", isLong);
    more.hidden = !isLong || stage.scrollTop + stage.clientHeight >= stage.scrollHeight - 24;
  };
  stage.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(stage);
  new MutationObserver(look).observe(stage, { childList: true, subtree: true, attributes: true });
  window.addEventListener("resize", look);
  look();
}

function isUntouchedHome() {
  return stack[depth].name === "home" && !isChanged();
}

function idleSeconds() {
  const times = wantsTime() ? settings.patient_times : 1;
  return { warn: settings.warn_seconds * times, wipe: settings.wipe_seconds * times };
}

/** All at the start, so that they are there when the network is not. */
async function loadScreens() {
  const loaded = await Promise.allSettled(NAMES.map((name) => import(`./screens/${name}.js`)));
  loaded.forEach(({ value, reason }, index) => {
    if (value) screens[NAMES[index]] = value;
    else console.error(`screen ${NAMES[index]}`, reason);
  });
}

async function start() {
  setTargets(settings);
  ignoreDoubleTaps();
  makeBar();
  watchScrolling();
  await loadScreens();
  history.replaceState({ serial: -1 }, "");
  history.pushState({ serial, depth }, "");
  window.addEventListener("popstate", onPopState);
  // Long presses and drags are for other screens than this one.
  window.addEventListener("contextmenu", (event) => event.preventDefault());
  const question = watchIdle({ seconds: idleSeconds, needsWarning: () => !isUntouchedHome(), wipe, say });
  const lostPage = makeLostPage({ home: wipe, say });
  watchConnection({
    lost() { question.close(); lostPage.show(); },
    found() { lostPage.close(); },
  });
  watchNotices("kiosk", office.id);
  draw();
  document.body.dataset.ready = "";
}

start();
