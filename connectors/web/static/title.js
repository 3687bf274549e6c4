// An officer may answer when the resident has long gone to another tab: the title says so.

import { texts } from "./texts.js";

export function tellInTitle() {
  if (document.hidden) document.title = texts.new_message_title;
}

export function watchTitle() {
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) document.title = texts.page_title;
  });
}
