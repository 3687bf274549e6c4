// What a Vietnamese syllable may look like, and where its tone mark stands.
//
// A keyboard must know: "text" is no syllable (x is no end, and after t only two tones can be),
// so its x stays a letter. "tex" may be one ("tẽ").

import { plainOf, VOWELS, withTone } from "./letters.js";

const ONSETS = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]";
const SYLLABLE = new RegExp(`^(${ONSETS})?([${VOWELS}]+)(.*)$`, "i");
const ONLY_ONSET = new RegExp(`^(?:${ONSETS})?$`, "i");
const LEND_A_VOWEL = { gi: ["g", "i"], qu: ["q", "u"] }; // giêng is also g-iêng, quýt q-uýt
const FRONT = /^[eêiy]/;

// Each vowel group with the consonants that may follow it; "" for those that always end the word.
const RIMES = {
  a: "c ch m n ng nh p t", ă: "c k m n ng p t", â: "c m n ng p t", // k: Đắk, Lắk
  e: "c m n ng p t", ê: "ch m n nh p t", i: "ch m n nh p t",
  o: "c m n ng p t", ô: "c m n ng p t", ơ: "m n p t",
  u: "c m n ng p t", ư: "c m n ng p t", y: "",
  iê: "c m n ng p t", yê: "m n ng t", uô: "c m n ng p t", ươ: "c m n ng p t",
  oa: "c ch m n ng nh p t", oă: "c m n ng p t", oe: "c m n t", oo: "c n ng",
  uâ: "n ng t", uê: "ch n nh", uy: "ch n nh p t", uyê: "n t",
  ai: "", ao: "", au: "", ay: "", âu: "", ây: "", eo: "", êu: "", ia: "", iu: "",
  oi: "", ôi: "", ơi: "", ua: "", ui: "", uơ: "", ưa: "", ưi: "", ưu: "",
  iêu: "", yêu: "", oai: "", oao: "", oay: "", oeo: "", uây: "", uêu: "", uôi: "", ươi: "",
  ươu: "", uya: "", uyu: "",
};
const STOPS = /^(?:c|ch|k|p|t)$/i;
const TONES_BEFORE_A_STOP = ["", "\u0301", "\u0323"]; // none yet, sắc, nặng

const PARSED = Object.entries(RIMES).map(([vowels, codas]) => ({
  vowels,
  plain: [...vowels].map(plainOf),
  codas: codas.split(" "),
}));

/** "giương" → {onset: "gi", vowels: "ươ", coda: "ng"}; null where there is no vowel. */
export function split(letters) {
  const found = letters.match(SYLLABLE);
  return found && { onset: found[1] ?? "", vowels: found[2], coda: found[3] };
}

export function isStop(coda) {
  return STOPS.test(coda);
}

/** Whether the letters are, or can still become, a syllable: marks may be missing, the end too. */
export function canBeSyllable(letters, tone) {
  const parts = split(letters);
  if (parts === null) return tone === "" && ONLY_ONSET.test(letters);
  if (isStop(parts.coda) && !TONES_BEFORE_A_STOP.includes(tone)) return false;
  return readings(parts).some(fits);
}

/**
 * The word with its tone mark. Of the two schools the older is taken (hòa, khỏe, thủy): the
 * assistant brings every text into that form, and its own sentences are written in it.
 */
export function render(letters, tone) {
  if (tone === "") return letters;
  const parts = split(letters);
  if (parts !== null) return withTone(letters, parts.onset.length + toneIndex(parts), tone);
  const last = letters.search(new RegExp(`[${VOWELS}][^${VOWELS}]*$`, "i"));
  return last < 0 ? letters : withTone(letters, last, tone);
}

function toneIndex({ vowels, coda }) {
  const low = vowels.toLowerCase();
  const shaped = low.search(/[ăâêôơ][^ăâêôơ]*$/);
  if (shaped >= 0) return shaped;
  if (low.includes("ư")) return low.indexOf("ư");
  if (low.length === 2) return coda === "" ? 0 : 1;
  return low.length === 1 ? 0 : 1;
}

function readings({ onset, vowels, coda }) {
  const first = { onset: onset.toLowerCase(), vowels: vowels.toLowerCase(), coda: coda.toLowerCase() };
  const lent = LEND_A_VOWEL[first.onset];
  if (!lent) return [first];
  return [first, { ...first, onset: lent[0], vowels: lent[1] + first.vowels }];
}

function fits({ onset, vowels, coda }) {
  if (["gh", "ngh"].includes(onset) && !FRONT.test(vowels)) return false;
  if (["c", "ng"].includes(onset) && FRONT.test(vowels)) return false;
  if (onset === "g" && /^[eê]/.test(vowels)) return false;
  if (onset === "q" && !vowels.startsWith("u")) return false;
  return PARSED.some((rime) => grows(vowels, rime) && rime.codas.some((end) => end.startsWith(coda)));
}

/** Whether each vowel is that of the rime, or is still without its mark. */
function grows(vowels, rime) {
  return vowels.length === rime.plain.length
    && [...vowels].every((v, place) => v === rime.vowels[place] || v === rime.plain[place]);
}
