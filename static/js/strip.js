// „Poprzedni”, „Następny” and „1–3 z 5” for the news strip; without this the strip is scrolled by hand.
for (const strip of document.querySelectorAll(".strip")) {
  const list = strip.querySelector(".strip__list");
  const items = [...list.children];
  const controls = strip.querySelector(".strip__controls");
  const position = strip.querySelector(".strip__position");
  const [previous, next] = controls.querySelectorAll("button");

  const visible = () => {
    const frame = list.getBoundingClientRect();
    const seen = items.map((item) => item.getBoundingClientRect())
      .map((box) => box.left > frame.left - 2 && box.right < frame.right + 2);
    return [Math.max(seen.indexOf(true), 0), Math.max(seen.lastIndexOf(true), 0)];
  };
  const show = () => {
    const [first, last] = visible();
    const shown = first === last ? first + 1 : `${first + 1}–${last + 1}`;
    position.textContent = position.dataset.pattern.replace("{n}", shown).replace("{all}", items.length);
    previous.disabled = list.scrollLeft < 2;
    next.disabled = list.scrollLeft + list.clientWidth > list.scrollWidth - 2;
    controls.hidden = list.scrollWidth <= list.clientWidth;
  };
  const go = (step) => list.scrollBy({ left: step * (items[1].offsetLeft - items[0].offsetLeft) });

  if (items.length > 1) {
    previous.addEventListener("click", () => go(-1));
    next.addEventListener("click", () => go(1));
    list.addEventListener("scroll", show, { passive: true });
    new ResizeObserver(show).observe(list);
  }
}
