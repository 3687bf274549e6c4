// One conversation per tab, kept in sessionStorage: a reload keeps it, closing the tab
// forgets it. A browser that refuses storage still gets a conversation, without the reload.
//
// conversation = {
//   id, draft,
//   entries: [ {who: "resident", text, request, key, state: "waiting" | "sent" | "failed", from,
//               toOfficer: whether an officer has it}
//            | {who: "assistant", outcome, reply, used: index of the chosen button or null}
//            | {who: "officer", reply} ],
//   handedOver: whether a person was asked for, heard: id of the last reply that was posted,
//   ticks: { "<list title>/<paper id>": true }
// }

const KEY = "one-stop-assistant.conversation";

export function startConversation() {
  return { id: randomId(), draft: "", entries: [], ticks: {} };
}

export function loadConversation() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    if (kept && kept.id && Array.isArray(kept.entries)) return kept;
  } catch {
    // Storage refused or unreadable: begin anew.
  }
  return startConversation();
}

export function saveConversation(conversation) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(conversation));
  } catch {
    // Full or refused: the page goes on, only a reload would lose it.
  }
}

/** A version 4 UUID; randomUUID is missing where a kiosk opens the page over plain http. */
export function randomId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
