// Every request of the kiosk goes through here: none waits forever, none throws, and when the
// server is gone the kiosk says so and finds by itself when it is back.

const TIMEOUT_MS = 12_000;
const LOOK_MS = 15_000; // while nobody asks anything
const PROBE_TIMEOUT_MS = 4_000;
const FIRST_AGAIN_MS = 1_500;
const LONGEST_AGAIN_MS = 6_000;
const PROBLEMS = { 413: "too_long", 422: "invalid", 429: "too_many", 502: "network", 504: "network" };

let visit = new AbortController();
let isLost = false;
let told = { lost() {}, found() {} };

/** Requests under way belong to the visitor before: their answers must come to nobody. */
export function forgetRequests() {
  visit.abort();
  visit = new AbortController();
}

/**
 * {ok: true, status, body} or {ok: false, status, problem, body}: `problem` names a sentence of
 * texts.problems, "aborted" when the visitor has left meanwhile; `body` is what the server said.
 */
export async function fetchJson(method, url, body, { headers = {} } = {}) {
  const { signal } = visit;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method,
      headers: {
        Accept: "application/json, application/problem+json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.any([signal, timeout]),
    });
    return await read(response);
  } catch {
    if (signal.aborted) return failed(0, "aborted");
    if (timeout.aborted) return failed(0, "timeout");
    look();
    return failed(0, "network");
  }
}

async function read(response) {
  let body = null;
  try {
    body = await response.json();
  } catch (error) {
    if (error.name === "AbortError" || error.name === "TimeoutError") throw error;
    // A proxy's page instead of an answer.
  }
  if (response.ok && body !== null) return { ok: true, status: response.status, body };
  const problem = PROBLEMS[response.status] ?? "unavailable";
  if (problem === "network") look();
  return { ...failed(response.status, problem), body };
}

function failed(status, problem) {
  return { ok: false, status, problem, body: null };
}

/** `lost()` and `found()` are called when the server goes and when it is back. */
export function watchConnection(listener) {
  told = listener;
  window.addEventListener("offline", () => lose());
  window.addEventListener("online", () => look());
  setInterval(() => { if (!isLost) look(); }, LOOK_MS);
}

/** One answer that fails to come is a busy server; two are none. */
async function look() {
  if (!isLost && !(await answers()) && !(await answers())) lose();
}

async function lose() {
  if (isLost) return;
  isLost = true;
  told.lost();
  for (let wait = FIRST_AGAIN_MS; !(await answers()); wait = Math.min(wait * 1.5, LONGEST_AGAIN_MS)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  isLost = false;
  told.found();
}

async function answers() {
  try {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    return (await fetch("/healthz", { cache: "no-store", credentials: "omit", signal })).ok;
  } catch {
    return false;
  }
}
