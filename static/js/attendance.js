// Attendance on a phone: a touch is kept here until the server has it, so bad reception loses nothing.
// Kept are keys, numbers of days and people, states, hours, reasons and moments; never a name.

const root = document.querySelector("#ticks");
const { words, states, store } = JSON.parse(document.querySelector("#ticks-script").textContent);
const { address, day: dayHere } = root.dataset;
const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
const LONGEST_PAUSE = 60_000;
const PATIENCE = 15_000;
// A revision that no row has: the server then asks whoever is at the phone.
const NEVER_SEEN = -1;
// What a button sends that takes back what it has said.
const NOTHING = "nothing";

const put = (text, values) => text.replace(/{(\w+)}/g, (_all, name) => values[name]);
const place = (touch) => `${touch.day}/${touch.person}/`;

// The queue: one item of the browser's store for each touch, so that two tabs never overwrite each other.

const queue = new Map();
let lastMoment = 0;

const names = () => [...queue.keys()].sort();
const touches = () => names().map((name) => queue.get(name));
const touchesAt = (where) => touches().filter((touch) => place(touch) === where);

function remember(touch) {
  const name = `${store}${String(touch.moment).padStart(15, "0")}-${touch.key}`;
  queue.set(name, touch);
  try {
    localStorage.setItem(name, JSON.stringify(touch));
  } catch {
    // A full or forbidden store: the touch lives as long as the page, which warns before it goes.
  }
}

function forget(touch) {
  for (const [name, known] of queue) {
    if (known.key !== touch.key) continue;
    queue.delete(name);
    try { localStorage.removeItem(name); } catch { /* nothing was kept there */ }
  }
}

function readStore() {
  try {
    for (const name of Object.keys(localStorage).filter((name) => name.startsWith(store))) {
      queue.set(name, JSON.parse(localStorage.getItem(name)));
    }
  } catch { /* nothing can be kept there */ }
  lastMoment = Math.max(0, ...touches().map((touch) => touch.moment));
}

// What somebody touches

// {where: {text, standing, wanted}}: what the server refused, until somebody decides.
const refused = new Map();
let sent = null;

function touch(row, said) {
  const where = `${dayHere}/${row.dataset.person}/`;
  if (refused.has(where)) giveUp(where);
  const follows = touchesAt(where).length > 0;
  lastMoment = Math.max(Date.now(), lastMoment + 1);
  remember({
    ...said,
    key: crypto.randomUUID(),
    day: dayHere,
    person: row.dataset.person,
    // Of a touch that follows another, the answer to the one before says what was seen.
    seen: follows ? null : Number(row.dataset.revision),
    moment: lastMoment,
  });
  show(where);
  sendAll();
}

function giveUp(where) {
  touchesAt(where).forEach(forget);
  refused.delete(where);
}

// Sending: one after the other, in order; what was not answered is sent again with the same key

let isSending = false;
let isLoggingIn = false;
let pause = 0;
let timer;

const next = () => touches().find((touch) => !refused.has(place(touch)));

async function sendAll() {
  if (isSending) return;
  isSending = true;
  clearTimeout(timer);
  let touch, isDone = true;
  while (isDone && (touch = next())) {
    sent = touch.key;
    show(place(touch));
    isDone = await deliver(touch);
    sent = null;
    show(place(touch));
  }
  isSending = false;
  if (!isDone && root.querySelector("#ticks-login").hidden) {
    pause = Math.min(pause ? 2 * pause : 2_000, LONGEST_PAUSE);
    timer = setTimeout(sendAll, pause);
  }
}

function sendNow() {
  pause = 0;
  sendAll();
}

// Whether the server has taken note of it, one way or the other.
async function deliver(touch) {
  let response, answer;
  try {
    response = await fetch(address + place(touch), {
      method: "POST",
      body: asForm(touch),
      headers: { "Accept": "application/json", "X-CSRFToken": token },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if ([200, 400, 409].includes(response.status)) answer = await response.json();
  } catch {
    return false;
  }
  const isStranger = response.type === "opaqueredirect" || response.status === 403;
  root.querySelector("#ticks-login").hidden = !isStranger;
  if (isStranger || response.status === 429 || response.status >= 500) return false;
  pause = 0;
  settle(touch, response.status, answer);
  return true;
}

function asForm(touch) {
  return new URLSearchParams({
    state: touch.state || NOTHING,
    hours: touch.hours ?? "",
    reason: touch.reason,
    key: touch.key,
    seen: touch.seen ?? rowAt(place(touch))?.dataset.revision ?? 0,
    noted_at: new Date(touch.moment).toISOString(),
  });
}

function settle(touch, status, answer) {
  const where = place(touch);
  const wanted = touchesAt(where).at(-1);
  if (answer) stand(where, answer);
  if (!answer || status === 400) {
    refused.set(where, { text: answer?.refusal ?? words.gone, canBeSaved: Boolean(answer), wanted });
    return;
  }
  const isAsSaid = answer.state === touch.state && (answer.hours ?? "") === (touch.hours ?? "");
  if (status === 200) {
    // The next one first: a tab that is closed in between must not leave it without its beginning.
    const follower = touchesAt(where)[1];
    if (follower) remember({ ...follower, seen: isAsSaid ? answer.revision : NEVER_SEEN });
    forget(touch);
  }
  if (status === 409 || !isAsSaid) {
    refused.set(where, { text: otherwise(answer), canBeSaved: true, wanted });
  }
}

function otherwise(answer) {
  const state = answer.state ? inWords(answer) : words.nothing;
  return put(words.other, { state, at: answer.at, by: answer.by });
}

// What one sees

const rowAt = (where) => {
  const [day, person] = where.split("/");
  return day === dayHere ? document.querySelector(`.tick[data-person="${person}"]`) : null;
};

function stand(where, answer) {
  const row = rowAt(where);
  if (!row) return;
  const { state, hours, revision, at, by } = answer;
  Object.assign(row.dataset, { state, hours: hours ?? "", revision, at, by });
}

function inWords({ state, hours }) {
  return hours ? `${states[state]}, ${put(words.hours, { n: hours })}` : states[state];
}

function show(where) {
  const row = rowAt(where);
  if (row) showRow(row, where);
  showCounts();
}

function showRow(row, where) {
  const waiting = touchesAt(where);
  const trouble = refused.get(where);
  const shown = trouble ? row.dataset : waiting.at(-1) ?? row.dataset;
  for (const button of row.querySelectorAll(".tick__button")) {
    const isPressed = button.dataset.state === shown.state;
    button.setAttribute("aria-pressed", isPressed);
    button.value = isPressed ? NOTHING : button.dataset.state;
  }
  for (const label of row.querySelectorAll(".tick__reason")) {
    label.hidden = !(row.dataset.state || waiting.length);
  }
  row.classList.toggle("tick--waits", waiting.length > 0 && !trouble);
  row.classList.toggle("tick--due", Boolean(trouble));
  const note = row.querySelector(".tick__note");
  if (trouble) note.replaceChildren(`${trouble.text} `, choice(trouble, where));
  else note.replaceChildren(...noteOf(row, shown, waiting));
}

function noteOf(row, shown, waiting) {
  const state = document.createElement("strong");
  state.textContent = shown.state ? inWords(shown) : words.nothing;
  if (waiting.length) {
    const isSent = waiting.some((touch) => touch.key === sent);
    return [state, " – ", isSent ? words.sends : words.waits];
  }
  const { at, by } = row.dataset;
  return shown.state ? [state, " – ", put(words.saved, { at, by })] : [words.nothing];
}

function choice({ canBeSaved, wanted }, where) {
  const part = document.querySelector("#tick-choice").content.cloneNode(true);
  const mine = part.querySelector("[data-choice=mine]");
  mine.hidden = !canBeSaved;
  mine.textContent = put(words.mine, { state: wanted.state ? inWords(wanted) : words.nothing });
  mine.addEventListener("click", () => {
    const { state, hours, reason } = wanted;
    touch(rowAt(where), { state, hours, reason: reasonIn(rowAt(where)) || reason });
  });
  part.querySelector("[data-choice=theirs]").addEventListener("click", () => {
    giveUp(where);
    show(where);
  });
  return part;
}

const reasonIn = (row) => [...row.querySelectorAll("[name=reason]")].map((it) => it.value).find(Boolean) ?? "";

let wasWaiting = false;

function showCounts() {
  const parts = [];
  if (queue.size) parts.push(put(words.left, { n: queue.size }));
  if (refused.size) parts.push(put(words.due, { n: refused.size }));
  if (!parts.length && wasWaiting) parts.push(words.done);
  wasWaiting ||= queue.size > 0;
  const left = root.querySelector("#ticks-left");
  if (left.textContent !== parts.join(" ")) left.textContent = parts.join(" ");
  showPresent();
  showElsewhere();
}

function showPresent() {
  const count = document.querySelector("#ticks-present");
  if (!count) return;
  const pressed = '.tick__button[data-state="present"][aria-pressed="true"]';
  count.textContent = document.querySelectorAll(pressed).length;
}

// What was refused of other days, or of people who are no longer on this page.
function showElsewhere() {
  const list = root.querySelector("#ticks-elsewhere");
  list.replaceChildren();
  for (const [where, { text }] of refused) {
    if (rowAt(where)) continue;
    const part = document.querySelector("#tick-elsewhere").content.cloneNode(true);
    part.querySelector("span").textContent = text;
    part.querySelector("a").href = address + where;
    part.querySelector("button").addEventListener("click", () => { giveUp(where); showCounts(); });
    list.append(part);
  }
  list.hidden = !list.children.length;
}

// Find by name

const plain = (text) => text.toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");

function find(part, wanted) {
  const rows = [...document.querySelectorAll(".tick")];
  for (const row of rows) row.hidden = !plain(row.querySelector(".tick__name").textContent).includes(plain(wanted));
  const found = rows.filter((row) => !row.hidden).length;
  part.querySelector("[role=status]").textContent = wanted ? put(words.found, { n: found }) : "";
}

const finder = document.querySelector("#ticks-find");
if (finder) {
  finder.hidden = false;
  finder.querySelector("input").addEventListener("input", ({ target }) => find(finder, target.value.trim()));
}

// Beginning

// What is no number goes to the server all the same, which says what is wrong with it.
function typedHours(field) {
  const typed = field?.value.trim();
  return /^\d+$/.test(typed) ? Number(typed) : typed || null;
}

document.addEventListener("submit", (event) => {
  const row = event.target.closest(".tick");
  if (!row) return;
  event.preventDefault();
  const state = event.submitter.value === NOTHING ? "" : event.submitter.value;
  const hours = state === "present" ? typedHours(event.target.elements.hours) : null;
  touch(row, { state, hours, reason: reasonIn(row) });
});

addEventListener("online", sendNow);
addEventListener("storage", ({ key, newValue }) => {
  if (!key?.startsWith(store)) return;
  const known = newValue ? JSON.parse(newValue) : queue.get(key);
  if (newValue) queue.set(key, known);
  else queue.delete(key);
  if (known) show(place(known));
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) sendNow(); });
addEventListener("beforeunload", (event) => { if (queue.size && !isLoggingIn) event.preventDefault(); });
root.querySelector("#ticks-login a").addEventListener("click", () => { isLoggingIn = true; });

readStore();
touches().forEach((touch) => show(place(touch)));
sendAll();
