// The Vietnamese letters: a plain letter, the shape it may have (â, ă, ơ), and the tone of a word.

export const TONES = {
  grave: "\u0300", // huyền
  acute: "\u0301", // sắc
  hook: "\u0309", // hỏi
  tilde: "\u0303", // ngã
  dot: "\u0323", // nặng
};
export const VOWELS = "aăâeêioôơuưy";

const TONE_MARKS = new RegExp(`[${Object.values(TONES).join("")}]`, "g");
const SHAPES = {
  a: { hat: "â", breve: "ă" },
  e: { hat: "ê" },
  o: { hat: "ô", horn: "ơ" },
  u: { horn: "ư" },
  d: { stroke: "đ" },
};
const PLAIN = Object.fromEntries(
  Object.entries(SHAPES).flatMap(([plain, shapes]) =>
    Object.entries(shapes).map(([shape, letter]) => [letter, { plain, shape }])),
);

/** "â" → "a"; other letters are their own. The case stays. */
export function plainOf(letter) {
  return likeCase(letter, PLAIN[letter.toLowerCase()]?.plain ?? letter);
}

/** "ơ" → "horn"; undefined for a plain letter. */
export function shapeOf(letter) {
  return PLAIN[letter.toLowerCase()]?.shape;
}

/** "a", "breve" → "ă", whatever shape it had; null where the letter has no such shape. */
export function shaped(letter, shape) {
  const found = SHAPES[plainOf(letter).toLowerCase()]?.[shape];
  return found ? likeCase(letter, found) : null;
}

/** "Hoàn" → {letters: "Hoan", tone: U+0300}. Of several tones (never a Vietnamese word) none is taken. */
export function splitTone(word) {
  const apart = word.normalize("NFD");
  const tones = apart.match(TONE_MARKS) ?? [];
  if (tones.length > 1) return { letters: word.normalize("NFC"), tone: "" };
  return { letters: apart.replace(TONE_MARKS, "").normalize("NFC"), tone: tones[0] ?? "" };
}

/** "Hoan", 2, U+0300 → "Hoàn". */
export function withTone(letters, index, tone) {
  const marked = (letters[index] + tone).normalize("NFC");
  return letters.slice(0, index) + marked + letters.slice(index + 1);
}

export function isUpper(letter) {
  return letter !== letter.toLowerCase();
}

function likeCase(model, letter) {
  return isUpper(model) ? letter.toUpperCase() : letter.toLowerCase();
}
