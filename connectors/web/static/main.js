// Ties the page together: one conversation, one message at a time.

import { Problem, sendMessage } from "./api.js";
import {
  composedText, moveFocus, refreshHint, setText, showHint, startComposer, watchConnection,
} from "./composer.js";
import { listen } from "./events.js";
import {
  clearLog, drawEntry, markButtons, markResident, restoreLog, showProblem, showTyping,
} from "./log.js";
import { watchNotices } from "./notices.js";
import { watchPrinting } from "./print.js";
import { offerRating, withdrawRating } from "./rating.js";
import { takeStart } from "./start.js";
import { loadConversation, randomId, saveConversation, startConversation } from "./storage.js";
import { texts } from "./texts.js";
import { tellInTitle, watchTitle } from "./title.js";

let conversation = loadConversation();
let pending = null; // the AbortController of the message under way
let failed = null; // the resident's entry that can be sent again
let hideProblem = () => {};
let stopListening = null; // set while the page hears what officers write

const save = () => saveConversation(conversation);
const handlers = { onChoose, onTick: save };

/** Drawn before it is kept: an answer that cannot be drawn must not break every reload. */
function add(entry) {
  drawEntry(entry, conversation, handlers);
  conversation.entries.push(entry);
  save();
}

function greet() {
  const buttons = texts.starters.map((title) => ({ title, text: title }));
  add({ who: "assistant", outcome: "greeting", reply: { text: texts.greeting, buttons }, used: null });
}

/** Typing the failed words once more is a repeat of that message, not a new one. */
function onSend(text) {
  if (isBusy()) return false;
  if (failed?.request.text === text) send(failed);
  else ask({ text, request: { text }, from: null });
  return true;
}

function onChoose(group, index) {
  if (isBusy()) return;
  const { title, text, payload } = group.reply.buttons[index];
  const request = text === undefined ? { payload } : { text };
  ask({ text: title, request, from: { entry: conversation.entries.indexOf(group), index } });
}

function isBusy() {
  if (pending) showHint(texts.wait);
  return pending !== null;
}

function ask({ text, request, from }) {
  const entry = { who: "resident", text, request, from, key: randomId(), state: "waiting" };
  add(entry);
  send(entry);
}

async function send(entry) {
  const controller = new AbortController();
  pending = controller;
  failed = null;
  hideProblem();
  withdrawRating();
  setState(entry, "waiting");
  moveFocus();
  const hideTyping = showTyping();
  try {
    const answer = await sendMessage(conversation.id, entry.request, entry.key, controller);
    if (pending === controller) receive(entry, answer);
  } catch (error) {
    if (pending === controller) fail(entry, Problem.from(error));
  } finally {
    hideTyping();
    if (pending === controller) {
      pending = null;
      refreshHint();
    }
  }
}

/** Nothing said after a handover: an officer has the conversation and reads the message. */
function receive(entry, { outcome, replies }) {
  const handedOver = outcome === "handed_over";
  entry.toOfficer = handedOver && replies.length === 0;
  setState(entry, "sent");
  const said = replies.length > 0 || handedOver ? replies : [{ text: texts.empty_reply }];
  for (const reply of said) add({ who: "assistant", outcome, reply, used: null });
  offerRating(conversation.id, replies);
  if (handedOver) hearOfficers();
}

/** From the first handover on, and after every reload, until the conversation begins anew. */
function hearOfficers() {
  conversation.handedOver = true;
  save();
  stopListening ??= listen(conversation.id, () => conversation.heard ?? 0, onPosted);
}

function onPosted({ id, by, reply }) {
  add({ who: by === "officer" ? "officer" : "assistant", outcome: "posted", reply, used: null });
  conversation.heard = id;
  save();
  tellInTitle();
}

/** Nothing is lost: the words go back to the input, unless something new stands there. */
function fail(entry, problem) {
  setState(entry, "failed");
  failed = entry;
  if (entry.request.text && composedText() === "") setText(entry.request.text);
  hideProblem = showProblem(problem.kind, problem.canRetry ? () => retry(entry) : null);
}

function retry(entry) {
  if (composedText() === entry.request.text) setText("");
  send(entry);
}

/** A group of buttons is spent while its message is under way or answered, not when it failed. */
function setState(entry, state) {
  entry.state = state;
  markResident(entry);
  const group = entry.from && conversation.entries[entry.from.entry];
  if (group) {
    group.used = state === "failed" ? null : entry.from.index;
    markButtons(group);
  }
  save();
}

function restart() {
  pending?.abort();
  pending = null;
  failed = null;
  hideProblem = () => {};
  stopListening?.();
  stopListening = null;
  conversation = startConversation();
  clearLog();
  withdrawRating();
  greet();
  setText("");
  showHint(texts.restarted);
  moveFocus();
}

function showRestart() {
  const button = document.getElementById("restart");
  button.addEventListener("click", restart);
  button.hidden = false;
}

function start() {
  const first = takeStart(); // by a link; the conversation of this tab goes on with it
  if (conversation.entries.length > 0) restoreLog(conversation, handlers);
  else if (!first) greet();
  startComposer({
    draft: conversation.draft,
    onSend,
    onDraft: (text) => { conversation.draft = text; save(); },
  });
  const last = [...conversation.entries].reverse().find((entry) => entry.who === "resident");
  if (last && last.state !== "sent") fail(last, new Problem("interrupted"));
  if (conversation.handedOver) hearOfficers();
  showRestart();
  watchTitle();
  watchPrinting();
  watchNotices("web");
  watchConnection();
  if (first) ask({ ...first, from: null });
}

start();
