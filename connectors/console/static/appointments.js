/* Prints on request, and says when the desk no longer hears from the server. */

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const lost = document.getElementById("lost");
const failed = document.getElementById("failed");

if (lost) {
  const heard = (event) => {
    const answered = event.detail.xhr.status > 0;
    lost.hidden = answered && event.detail.xhr.status < 500;
    const wasPressed = event.detail.requestConfig.verb === "post";
    if (wasPressed) failed.hidden = event.detail.successful;
  };
  document.body.addEventListener("htmx:afterRequest", heard);
}
