// „Poprzedni” and „Następny” for the news strip, and „3 z 5” for everybody; the strip scrolls without this.
for (const strip of document.querySelectorAll(".strip")) {
  const list = strip.querySelector(".strip__list");
  const items = [...list.children];
  const controls = strip.querySelector(".strip__controls");
  const position = strip.querySelector(".strip__position");
  const [previous, next] = controls.querySelectorAll("button");
  let current = 0;

  const show = (index) => {
    current = index;
    position.textContent = position.dataset.pattern.replace("{n}", index + 1).replace("{all}", items.length);
    previous.disabled = index === 0;
    next.disabled = index === items.length - 1;
  };
  const go = (index) => list.scrollTo({ left: items[index].offsetLeft - items[0].offsetLeft });
  const nearest = () => {
    const offsets = items.map((item) => Math.abs(item.offsetLeft - items[0].offsetLeft - list.scrollLeft));
    return offsets.indexOf(Math.min(...offsets));
  };

  previous.addEventListener("click", () => go(Math.max(current - 1, 0)));
  next.addEventListener("click", () => go(Math.min(current + 1, items.length - 1)));
  list.addEventListener("scroll", () => show(nearest()), { passive: true });
  controls.hidden = false;
  show(0);
}
