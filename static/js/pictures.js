/* Says which files were chosen and which of them are too large, and that taking them in lasts a while. */

const several = () => document.querySelectorAll(".several");

const isTooLarge = (file, box) => file.size > Number(box.dataset.mostBytes);

const inWords = (file) => `${file.name} (${(file.size / 2 ** 20).toFixed(1).replace(".", ",")} MB)`;

document.addEventListener("change", (event) => {
  const box = event.target.closest(".several");
  if (!box || event.target.type !== "file") return;
  const state = box.querySelector(".several__state");
  const files = [...event.target.files];
  const large = files.filter((file) => isTooLarge(file, box));
  const fine = files.filter((file) => !isTooLarge(file, box));
  const told = [];
  if (fine.length) told.push(`${state.dataset.chosen} ${fine.map(inWords).join(", ")}.`);
  if (large.length) told.push(`${state.dataset.tooLarge} ${large.map(inWords).join(", ")}.`);
  state.textContent = told.join(" ");
});

document.addEventListener("submit", () => {
  for (const box of several()) {
    const state = box.querySelector(".several__state");
    if (box.querySelector("input[type=file]").files.length) state.textContent = state.dataset.beingTaken;
  }
});
