// Finding an office among a hundred, and opening their list when single ones are wanted.

const list = document.getElementById("offices");
const find = document.getElementById("find-office");

/** Without diacritics, as people type in a hurry. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

function filter(event) {
  const words = plain(event.target.value).split(/\s+/).filter(Boolean);
  for (const choice of list.querySelectorAll(".choice")) {
    const name = plain(choice.textContent);
    const ticked = choice.querySelector("input").checked;
    choice.hidden = !ticked && !words.every((word) => name.includes(word));
  }
}

if (list) {
  find.hidden = false;
  find.querySelector("input").addEventListener("input", filter);
  find.querySelector("input").addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // the form is not finished yet
  });
  for (const reach of document.querySelectorAll("input[name=reach]")) {
    reach.addEventListener("change", () => { if (reach.value === "some") list.open = true; });
  }
}
