// Vietnamese by Telex or VNI: which word stands there after one more key. Pure: no page, no state.
//
// A word is {shown, raw, letters, tone, …}: what is seen, the keys that made it, and the syllable
// as composed so far. What can be no Vietnamese syllable goes back to its keys ("text", "wifi"),
// and a mark pressed twice goes away again, leaves its key, and leaves the rest of the word alone.

import { isUpper, plainOf, shaped, shapeOf, splitTone, TONES, VOWELS } from "./keyboard/letters.js";
import { canBeSyllable, isStop, render, split } from "./keyboard/syllable.js";

const HAS_VOWEL = new RegExp(`[${VOWELS}]`, "i");
const STROKED_END = /[dđ]$/i;
const OPEN_UO_ONSETS = ["h", "kh", "th"]; // huơ, khuơ, thuở: elsewhere "uơ" is "ươ" half written

const tone = (mark) => ({ kind: "tone", mark });
const hat = (only) => ({ kind: "hat", only }); // only: the letter it may sit on
const hook = (...shapes) => ({ kind: "hook", shapes });

const ACTIONS = {
  telex: {
    s: tone(TONES.acute), f: tone(TONES.grave), r: tone(TONES.hook), x: tone(TONES.tilde),
    j: tone(TONES.dot), z: { kind: "clear" }, d: { kind: "stroke" },
    a: hat("a"), e: hat("e"), o: hat("o"), w: { ...hook("horn", "breve"), alone: true },
  },
  vni: {
    1: tone(TONES.acute), 2: tone(TONES.grave), 3: tone(TONES.hook), 4: tone(TONES.tilde),
    5: tone(TONES.dot), 0: { kind: "clear" }, 9: { kind: "stroke" },
    6: hat("aeo"), 7: hook("horn"), 8: hook("breve"),
  },
  plain: {},
};

/** The word that stands there already: how it was typed is not known, so it counts as its keys. */
export function startWord(shown = "") {
  const parts = splitTone(shown);
  return { ...parts, shown, raw: shown, live: canBeSyllable(parts.letters, parts.tone) };
}

/** The word after one key more; method is "telex", "vni" or "plain". */
export function typeKey(word, key, method) {
  const action = ACTIONS[method][key.toLowerCase()];
  if (action?.kind === "stroke" && !HAS_VOWEL.test(word.letters) && STROKED_END.test(word.shown)) {
    return strokeEnd(word, key);
  }
  if (!word.live) return left(word, word.shown + key);
  return (action && WAYS[action.kind](word, action, key)) ?? append(word, key);
}

/** All keys of a word at once. */
export function compose(keys, method) {
  return [...keys].reduce((word, key) => typeKey(word, key, method), startWord()).shown;
}

/** A tone chosen by its name: on any word with a vowel, foreign ones too; the same one again takes it off. */
export function setTone(word, name) {
  const parts = splitTone(word.shown);
  const mark = TONES[name] ?? "";
  return startWord(render(parts.letters, mark === parts.tone ? "" : mark));
}

const WAYS = {
  tone(word, { mark }, key) {
    if (split(word.letters) === null) return null;
    if (word.tone === mark) return undo(word, word.letters, "", key);
    return settle(word, word.letters, key, { tone: mark });
  },
  clear: (word) => (word.tone === "" ? null : startWord(render(word.letters, ""))),
  stroke(word, _, key) {
    const [first, rest] = [word.letters.slice(0, 1), word.letters.slice(1)];
    if (plainOf(first).toLowerCase() !== "d") return null;
    if (shapeOf(first) === "stroke") return undo(word, plainOf(first) + rest, word.tone, key);
    return settle(word, shaped(first, "stroke") + rest, key);
  },
  hat(word, { only }, key) {
    const parts = split(word.letters);
    if (parts === null) return null;
    const places = placesOf(parts.vowels, (plain) => only.includes(plain));
    const hatted = places.find((place) => shapeOf(parts.vowels[place]) === "hat");
    if (hatted !== undefined) {
      return undo(word, rebuilt(parts, unshaped(parts.vowels, [hatted])), word.tone, key);
    }
    const changes = places.flatMap((place) => {
      const put = replaced(parts.vowels, place, shaped(parts.vowels[place], "hat"));
      return [put, put.replace(/ư(?=ô)/i, plainOf)]; // ươ → uô
    });
    const late = parts.coda !== "" && only.length === 1; // "oto", or "ôt" with its mark last?
    return firstThatFits(word, parts, changes, key, { late: word.late || late });
  },
  hook(word, { shapes, alone }, key) {
    const parts = split(word.letters);
    if (parts === null) return alone ? lonely(word, key) : null;
    const { vowels } = parts;
    const hooked = placesOf(vowels, (_, place) => shapes.includes(shapeOf(vowels[place])));
    const changes = hookings(parts, shapes);
    const fitting = firstThatFits(word, parts, changes, key);
    if (fitting) return fitting;
    if (hooked.length === 0) return alone ? lonely(word, key) : null; // "giw" → "giư"
    if (word.lonely && word.letters.length === word.lonely) {
      return undo(word, word.letters.slice(0, -1), word.tone, key);
    }
    return undo(word, rebuilt(parts, unshaped(vowels, hooked)), word.tone, key);
  },
};

/** What w (or 7, 8) may make of the vowels, the likeliest first; nothing where it is made already. */
function hookings(parts, shapes) {
  const { onset, vowels, coda } = parts;
  const pair = shapes.includes("horn") ? vowels.search(/[uư][oôơ]/i) : -1;
  if (pair < 0) {
    return shapes.flatMap((shape) =>
      placesOf(vowels, (_, place) => shapeOf(vowels[place]) !== shape)
        .map((place) => [place, shaped(vowels[place], shape)])
        .filter(([, letter]) => letter !== null)
        .map(([place, letter]) => replaced(vowels, place, letter)));
  }
  if (shapeOf(vowels[pair + 1]) === "horn") return [];
  const second = replaced(vowels, pair + 1, shaped(vowels[pair + 1], "horn"));
  const both = replaced(second, pair, shaped(vowels[pair], "horn"));
  const open = coda === "" && pair + 2 === vowels.length && !shapeOf(vowels[pair]);
  return open && OPEN_UO_ONSETS.includes(onset.toLowerCase()) ? [second, both] : [both, second];
}

/** w by itself is ư: "tw" → "tư". */
function lonely(word, key) {
  const letters = word.letters + (isUpper(key) ? "Ư" : "ư");
  return canBeSyllable(letters, "") ? settle(word, letters, key, { lonely: letters.length }) : null;
}

function append(word, key) {
  const letters = word.letters + key;
  const parts = split(letters);
  const grown = parts && parts.vowels.replace(/u(?=ơ.)/i, (u) => shaped(u, "horn"));
  const closed = parts?.coda ? parts.vowels.replace(/u(?=ơ$)/i, (u) => shaped(u, "horn")) : grown;
  const next = settle(word, parts ? rebuilt(parts, closed) : letters, key);
  if (next) return next;
  return left(word, HAS_VOWEL.test(word.letters) ? word.raw + key : word.shown + key);
}

function firstThatFits(word, parts, changes, key, more) {
  const found = changes
    .map((vowels) => rebuilt(parts, vowels))
    .find((letters) => canBeSyllable(letters, word.tone));
  return found === undefined ? null : settle(word, found, key, more);
}

/** The composed word, or null where it could be none. A late "ôt" is shown once its tone is there. */
function settle(word, letters, key, more = {}) {
  const next = { ...word, ...more, letters, raw: word.raw + key };
  if (!canBeSyllable(letters, next.tone)) return null;
  const waits = next.late && next.tone === "" && isStop(split(letters)?.coda ?? "");
  return { ...next, waits, shown: waits ? next.raw : render(letters, next.tone) };
}

function undo(word, letters, mark, key) {
  return word.waits ? left(word, word.shown + key) : startWord(render(letters, mark) + key);
}

/** No longer composed: from here on each key is the letter it shows. */
function left(word, shown) {
  return { ...word, shown, raw: shown, letters: shown, live: false };
}

/** Abbreviations have no vowel: "HDDND" → "HĐND". */
function strokeEnd(word, key) {
  const [body, end] = [word.shown.slice(0, -1), word.shown.slice(-1)];
  if (shapeOf(end) === "stroke") return left(word, body + plainOf(end) + key);
  const shown = body + shaped(end, "stroke");
  return { ...startWord(shown), raw: word.raw + key };
}

function placesOf(vowels, wanted) {
  return [...Array(vowels.length).keys()]
    .filter((place) => wanted(plainOf(vowels[place]).toLowerCase(), place));
}

function replaced(vowels, place, letter) {
  return vowels.slice(0, place) + letter + vowels.slice(place + 1);
}

function unshaped(vowels, places) {
  return places.reduce((left, place) => replaced(left, place, plainOf(left[place])), vowels);
}

function rebuilt({ onset, coda }, vowels) {
  return onset + vowels + coda;
}
