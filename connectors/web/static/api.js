// The one call the page makes. Whatever goes wrong becomes a Problem whose `kind` names
// a sentence of texts.yml (chat.problems), so the log never shows a raw error.

const TIMEOUT_MS = 12_000;

const KIND_OF_STATUS = { 413: "too_long", 422: "invalid", 429: "too_many" };
const NEEDS_EDITING = new Set(["too_long", "invalid"]);

export class Problem extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }

  /** An answer that cannot be drawn is the server's trouble, not the resident's. */
  static from(error) {
    if (error instanceof Problem) return error;
    console.error(error);
    return new Problem("unavailable");
  }

  /** Sending the same words again can only help when the words were not the trouble. */
  get canRetry() {
    return !NEEDS_EDITING.has(this.kind);
  }
}

/**
 * Send one message: request is {text} or {payload}.
 * `key` is the same on every try, so the server can tell a repeat from a new message.
 * Aborting `controller` (a restart) rejects like a timeout; the caller knows which it was.
 */
export async function sendMessage(conversationId, request, key, controller) {
  if (navigator.onLine === false) throw new Problem("offline");
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, TIMEOUT_MS);
  try {
    const response = await post(conversationId, request, key, controller.signal);
    if (!response.ok) throw new Problem(KIND_OF_STATUS[response.status] ?? "unavailable");
    return await readAnswer(response);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(late ? "timeout" : "network");
  } finally {
    clearTimeout(timer);
  }
}

function post(conversationId, request, key, signal) {
  return fetch(`/api/v1/conversations/${encodeURIComponent(conversationId)}/messages`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json, application/problem+json",
      "Idempotency-Key": key,
    },
    body: JSON.stringify(request),
    credentials: "same-origin",
    signal,
  });
}

async function readAnswer(response) {
  const body = await response.text();
  try {
    const answer = JSON.parse(body);
    if (Array.isArray(answer.replies)) return answer;
  } catch {
    // A proxy's page instead of an answer.
  }
  throw new Problem("unavailable");
}
