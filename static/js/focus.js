// A click on the preview says what matters in the picture; without this the two numbers are typed.
document.addEventListener("click", (event) => {
  const picture = event.target.closest(".focus-picture");
  const [x, y] = picture ? inputsOf(picture) : [];
  if (!x || !y) return;
  const box = picture.getBoundingClientRect();
  x.value = Math.round(((event.clientX - box.left) / box.width) * 100);
  y.value = Math.round(((event.clientY - box.top) / box.height) * 100);
  show(picture);
});

document.addEventListener("input", (event) => {
  if (!/-focus_[xy]$/.test(event.target.name)) return;
  const picture = event.target.closest(".inline-related").querySelector(".focus-picture");
  if (picture) show(picture);
});

const inputsOf = (picture) => {
  const row = picture.closest(".inline-related");
  return row ? ["x", "y"].map((axis) => row.querySelector(`input[name$="-focus_${axis}"]`)) : [];
};

const show = (picture) => {
  const [x, y] = inputsOf(picture);
  const frame = picture.closest(".focus-frame");
  if (!x || !y || !frame) return;
  frame.style.setProperty("--focus-x", `${x.value}%`);
  frame.style.setProperty("--focus-y", `${y.value}%`);
  frame.classList.add("focus-frame--on");
};

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".focus-picture").forEach(show));
