// An appointment: the conversation's own booking, begun with this office and, if one was looked at,
// with the procedure.

import { texts } from "../../texts.js";
import { payload } from "../visit.js";
import { open as openTalk } from "./talk.js";

export function open(place, kiosk, params) {
  const about = params.procedure ? { procedure: params.procedure } : {};
  params.title = texts.book.title;
  params.label = texts.talk.answer;
  params.start = {
    payload: payload("book_appointment", { ...about, place: kiosk.office }),
    title: texts.book.title,
  };
  return openTalk(place, kiosk, params);
}
