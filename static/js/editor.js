/* Names for what scripts of others build into the forms of staff, so that a screen reader can say them. */

const labelOf = (field) => {
  const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  if (label && !label.id) label.id = `${field.id}_label`;
  return label;
};

const helpOf = (field) => document.getElementById(`${field.id}_helptext`);

const nameEditor = (textarea, editor) => {
  const label = labelOf(textarea);
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  if (label) editor.setAttribute("aria-labelledby", label.id);
  if (helpOf(textarea)) editor.setAttribute("aria-describedby", helpOf(textarea).id);
  if (label) label.addEventListener("click", () => editor.focus());
};

document.addEventListener("prose-editor:ready", (event) => {
  nameEditor(event.target, event.detail.editor.view.dom);
});

/* The box that opens a list to search in: its own name is empty as long as nothing is chosen. */
const nameChoice = (select) => {
  const box = select.parentElement.querySelector(".select2-selection");
  const label = labelOf(select);
  if (!box || !label) return;
  const shown = box.querySelector(".select2-selection__rendered");
  box.setAttribute("aria-labelledby", `${label.id} ${shown ? shown.id : ""}`.trim());
  if (!shown) return;
  shown.removeAttribute("role");
  shown.removeAttribute("aria-readonly");
};

/* In a table of rows the head of the column is the only label there is. */
const nameCells = (table) => {
  for (const field of table.querySelectorAll("td :is(input:not([type=hidden]), select, textarea)")) {
    const head = table.querySelectorAll("thead th")[field.closest("td").cellIndex];
    if (head && !labelOf(field)) field.setAttribute("aria-label", head.textContent.trim());
  }
};

for (const table of document.querySelectorAll(".tabular table")) nameCells(table);

/* Registered after the administration's own script, so these lists are built when it is called. */
window.django?.jQuery(() => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) nameChoice(select);
});

addEventListener("load", () => {
  for (const icon of document.querySelectorAll(".search-label-icon")) icon.setAttribute("role", "img");
  for (const box of document.querySelectorAll(".prose-editor")) {
    const textarea = box.querySelector("textarea");
    const editor = box.querySelector("[contenteditable]");
    if (textarea && editor) nameEditor(textarea, editor);
  }
});
