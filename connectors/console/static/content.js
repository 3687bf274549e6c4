/* Says at once that a file is too large: the server would only refuse it after it was sent. */

for (const field of document.querySelectorAll("input[type=file][data-most]")) {
  field.addEventListener("change", () => {
    const isTooBig = [...field.files].some((file) => file.size > Number(field.dataset.most));
    field.setCustomValidity(isTooBig ? field.dataset.tooBig : "");
    field.reportValidity();
  });
}
