// Asking again and again: quickly while there are answers, ever more slowly while there are none.

const EVERY_MS = 2_000;
const LONGEST_MS = 30_000;
const TIMEOUT_MS = 8_000;
const TOLD_AFTER = 3; // a miss or two is nothing people should worry about

/** `came(body)` with each answer, `lost(isLost)` when answers fail to come and when they are back. */
export async function watch(url, { came, lost }) {
  let misses = 0;
  for (;;) {
    const body = await ask(url);
    if (body) came(body);
    misses = body ? 0 : misses + 1;
    lost(misses >= TOLD_AFTER);
    await pause(Math.min(EVERY_MS * 2 ** misses, LONGEST_MS));
  }
}

async function ask(url) {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { cache: "no-store", credentials: "omit", signal });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** At once when the network is back. */
function pause(milliseconds) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    window.addEventListener("online", end);
  });
}
