// What officers write to this conversation, as it comes. The page works without it: a browser
// that knows no streams, or a proxy that holds them back, only misses what nobody asked for.

const FIRST_WAIT_MS = 3_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * onPosted({id, by: "officer" | "assistant", reply}) hears each once the connection lets it;
 * `heard()` is the last id that came. Returns what ends it.
 */
export function listen(conversationId, heard, onPosted) {
  if (!window.EventSource) return () => {};
  let source = null;
  let timer = null;
  let wait = FIRST_WAIT_MS;

  const open = () => {
    const path = `/api/v1/conversations/${encodeURIComponent(conversationId)}/events`;
    source = new EventSource(`${path}?after=${heard()}`);
    source.addEventListener("open", () => { wait = FIRST_WAIT_MS; });
    source.addEventListener("message", ({ data, lastEventId }) => {
      const posted = read(data, lastEventId);
      if (posted && posted.id > heard()) onPosted(posted);
    });
    // A lost connection is the browser's to open again; a refusal it takes for final.
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  };

  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function read(data, lastEventId) {
  try {
    const { by, reply } = JSON.parse(data);
    const id = Number(lastEventId);
    return Number.isSafeInteger(id) && typeof reply?.text === "string" ? { id, by, reply } : null;
  } catch {
    return null;
  }
}
