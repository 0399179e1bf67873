// Choosing all datasets of a page, and saying how many are chosen.

const form = document.querySelector("[data-bulk]");
const all = form?.querySelector("[data-all]");

if (all) {
  const boxes = [...form.querySelectorAll('input[name="id"]')];
  const count = form.querySelector("[data-count]");
  const actions = [...form.querySelectorAll("[name=action], [data-dialog=delete]")];

  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    count.textContent = chosen === 0 ? "" : `${chosen} chosen`;
    for (const action of actions) {
      action.disabled = chosen === 0;
    }
  };

  all.addEventListener("change", () => {
    for (const box of boxes) {
      box.checked = all.checked;
    }
    tell();
  });
  form.addEventListener("change", tell);
  // A browser that goes back shows the boxes as they were.
  window.addEventListener("pageshow", tell);
  tell();
}
