// Which keys stand where, and what is written on each. The words come from the page's texts.

const LETTER_ROWS = ["q w e r t y u i o p", "a s d f g h j k l -"];

/** Rows of keys; a name in braces is a key that does something else than write itself. */
export const LAYOUTS = {
  letters: [
    "1 2 3 4 5 6 7 8 9 0",
    "ă â đ ê ô ơ ư {grave} {acute} {hook} {tilde} {dot} {none}",
    ...LETTER_ROWS,
    "{shift} z x c v b n m / {bksp}",
    "{arrowleft} {arrowright} @ , {space} . ? {enter}",
  ],
  code: [
    "1 2 3 4 5 6 7 8 9 0",
    ...LETTER_ROWS.map((row) => row.toUpperCase()),
    "{arrowleft} Z X C V B N M {arrowright} {bksp}",
    ". / {space} {enter}",
  ],
  digits: ["1 2 3", "4 5 6", "7 8 9", "{bksp} 0 {enter}"],
};

export const TONE_KEYS = ["grave", "acute", "hook", "tilde", "dot", "none"];
export const METHODS = ["telex", "vni", "plain"];

const SIGNS = { "{bksp}": "⌫", "{arrowleft}": "←", "{arrowright}": "→", "{shift}": "⇧" };
const ON_A = { grave: "à", acute: "á", hook: "ả", tilde: "ã", dot: "ạ", none: "a" };

/** "{grave}" → "grave"; "a" → null. */
export function actionOf(key) {
  return key.match(/^\{(.+)\}$/)?.[1] ?? null;
}

/** What a key shows (a sign, a word below it) and how it is called. */
export function faceOf(key, texts, upper) {
  const action = actionOf(key);
  if (action === null) return writtenFace(key, texts, upper);
  if (TONE_KEYS.includes(action)) {
    const sign = upper ? ON_A[action].toUpperCase() : ON_A[action];
    return { sign, word: texts.tones[action].word, name: texts.tones[action].name };
  }
  const { word, name } = texts.keys[action];
  return { sign: SIGNS[key] ?? "", word, name };
}

function writtenFace(key, texts, upper) {
  if (/\d/.test(key)) return { sign: key, word: "", name: filled(texts.digit, key) };
  if (texts.signs[key]) return { sign: key, word: "", name: texts.signs[key] };
  const sign = upper ? key.toUpperCase() : key;
  const isCapital = sign !== sign.toLowerCase();
  return { sign, word: "", name: filled(isCapital ? texts.capital : texts.letter, sign) };
}

function filled(sentence, key) {
  return sentence.replace("{key}", key);
}
