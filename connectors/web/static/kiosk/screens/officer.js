// A person: what to do here and now, and the officers are told of it.

import { make } from "../../dom.js";
import { texts } from "../../texts.js";
import { choices, lines } from "../drawing.js";
import { payload } from "../visit.js";

const CODE = /\b[A-Z0-9]{6}\b/; // a case, as residents read it out

/** params = {english?}: for a visitor who does not read Vietnamese. */
export function open(place, kiosk, params) {
  const words = params.english ? texts.officer.english : texts.officer;
  const state = make("p", { class: "officer-state", role: "status" }, words.calling);
  const code = make("p", { class: "officer-code" });
  const later = make("p", {}, words.counter_no_code);
  const said = make("div", { class: "log", role: "log" });
  const again = make("div", { class: "row" });
  if (params.english) place.setAttribute("lang", "en");
  place.append(
    make("h1", { class: "title" }, words.title),
    make("p", { class: "officer-stand" }, words.stand),
    state, code, later, said, again);

  const call = async () => {
    state.textContent = words.calling;
    again.replaceChildren();
    const visit = kiosk.visit;
    const about = { place: kiosk.office, option: params.english ? "english" : "kiosk" };
    const answer = await visit.send({ payload: payload("talk_to_officer", about) });
    if (visit.isOver || !place.isConnected) return;
    const isTold = answer.ok && answer.outcome === "handed_over";
    const found = isTold ? CODE.exec(answer.replies[0]?.text ?? "")?.[0] ?? visit.caseCode : visit.caseCode;
    visit.caseCode = found;
    state.textContent = isTold ? words.called : words.failed;
    code.replaceChildren(...(found ? [make("span", { class: "officer-code-name" }, words.case), " ", make("strong", {}, found)] : []));
    later.textContent = found ? words.counter : words.counter_no_code;
    if (!isTold) again.append(choices(words.again, [{ title: words.again, onChoose: call }]));
  };

  const show = ({ reply }) => said.append(make("div", { class: "words words-officer" },
    make("span", { class: "speaker" }, words.said), lines(reply.text)));
  for (const entry of kiosk.visit.entries) if (entry.who === "officer") show(entry);
  kiosk.visit.onPosted = (posted) => { show(posted); kiosk.say(posted.reply.text); };
  kiosk.say(words.say);
  call();
}
