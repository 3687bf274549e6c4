// The pages behind QR codes work without this script; with it, words can be copied by a touch.

for (const button of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) continue; // over plain http there is none
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = document.getElementById(button.dataset.copies).textContent;
    const told = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(words);
      told.textContent = button.dataset.copied;
    } catch {
      told.textContent = ""; // refused: the words stand beside the button
    }
  });
}
