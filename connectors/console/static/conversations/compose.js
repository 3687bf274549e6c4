// The answer being typed is kept in this tab until it is sent: a lost connection, a session that
// ended or a page loaded again loses nothing, and what was sent twice is written once.

const form = document.querySelector("form[data-compose]");
if (form) keep(form);

function keep(form) {
  const name = `desk.draft.${form.dataset.compose}`;
  const text = form.elements.text;
  const button = form.querySelector("button");
  const unsent = document.getElementById("unsent");
  const words = button.textContent;
  const kept = JSON.parse(sessionStorage.getItem(name) ?? "null");
  if (kept && !text.value) text.value = kept.text;
  if (kept) form.elements.key.value = kept.key;

  const remember = () => {
    const draft = JSON.stringify({ text: text.value, key: form.elements.key.value });
    if (text.value) sessionStorage.setItem(name, draft);
    else sessionStorage.removeItem(name);
  };

  const tell = (why) => { unsent.textContent = why; unsent.hidden = !why; };

  const send = async () => {
    if (button.disabled) return;
    remember();
    tell("");
    button.disabled = true;
    button.textContent = form.dataset.sending;
    const answer = await fetch(form.action, {
      method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "HX-Request": "true" },
    }).catch(() => null);
    button.disabled = false;
    button.textContent = words;
    if (answer?.status !== 204) return tell(why(answer, form.dataset, text.value));
    text.value = "";
    form.elements.key.value = newKey();
    sessionStorage.removeItem(name);
    window.htmx?.trigger("#talk", "desk-news");
    text.focus();
  };

  text.addEventListener("input", remember);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); send(); }
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-put-in]");
    if (!link) return;
    event.preventDefault();
    const ready = document.getElementById(link.dataset.putIn).textContent;
    text.value = text.value.trim() ? `${text.value.trimEnd()}\n\n${ready}` : ready;
    remember();
    text.focus();
    text.scrollIntoView({ block: "center" });
  });
}

function why(answer, words, typed) {
  if (!answer) return words.offline;
  if (answer.status === 401) return words.signedOut;
  if (answer.status === 409) return words.notYours;
  if (answer.status === 422) return typed.trim() ? words.tooLong : words.empty;
  return words.refused;
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
