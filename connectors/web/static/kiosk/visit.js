// What is known of the visitor who stands here: in memory alone, and gone with the next `Visit`.

import { listen } from "../events.js";
import { randomId } from "../storage.js";
import { fetchJson } from "./network.js";

export class Visit {
  #stopListening = null;
  #told = "";

  constructor() {
    this.id = `kiosk-${randomId()}`; // as assistant/conversation/switch.py knows kiosks
    this.entries = []; // of the conversation, as screens/talk.js draws them
    this.ticks = {}; // paper ids the visitor has, by procedure
    this.caseCode = null; // what officers were told under
    this.isOver = false;
    this.onPosted = null; // hears {by, reply} that an officer writes
    this.heard = 0;
  }

  /** One message, {text} or {payload}; repeated under the same key it is still one turn. */
  async send(request, key = randomId()) {
    const path = `/api/v1/conversations/${encodeURIComponent(this.id)}/messages`;
    const answer = await fetchJson("POST", path, request, { headers: { "Idempotency-Key": key } });
    if (answer.ok && Array.isArray(answer.body.replies)) {
      this.#told = "";
      if (answer.body.outcome === "handed_over") this.#hearOfficers();
      return { ok: true, ...answer.body };
    }
    return { ok: false, problem: answer.ok ? "unavailable" : answer.problem };
  }

  /**
   * The conversation learns of the list on the screen, so that it can be asked about and taken
   * along: the procedure anew, then every answer, "unsure" where none was given.
   */
  async tell({ procedure, questions, answers }) {
    const told = JSON.stringify([procedure, answers]);
    if (this.#told === told) return { ok: true };
    let said = await this.send({ payload: payload("change_answers", { procedure }) });
    for (const { id } of questions) {
      if (!said.ok) return said;
      const answered = { procedure, case: id, option: answers[id] ?? "unsure" };
      said = await this.send({ payload: payload("answer_case", answered) });
    }
    if (said.ok) this.#told = told;
    return said;
  }

  end() {
    this.isOver = true;
    this.onPosted = null;
    this.#stopListening?.();
  }

  #hearOfficers() {
    if (this.isOver) return;
    this.#stopListening ??= listen(this.id, () => this.heard, ({ id, by, reply }) => {
      this.heard = id;
      this.entries.push({ who: by === "officer" ? "officer" : "assistant", reply, used: null });
      this.onPosted?.({ by, reply });
    });
  }
}

/** What a button of the conversation sends back. */
export function payload(intent, entities = {}) {
  return Object.keys(entities).length > 0 ? `/${intent}${JSON.stringify(entities)}` : `/${intent}`;
}
