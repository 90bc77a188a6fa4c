// Reads codes with the camera. A code stays in this browser until the portal has answered, so that
// neither a missing network nor a closed tab loses anybody; no name is ever kept here.
const box = document.querySelector(".door__camera");
const form = document.querySelector('form:has(input[name="typed"])');
const [unable, able, pending, read, open] = ["unable", "able", "pending", "read", "open"]
  .map((name) => box.querySelector(`.door__${name}`));
const [button, video] = [able.querySelector("button"), able.querySelector("video")];
const words = box.dataset;
const place = `check-in/${words.owner}`;
const SAME_CODE_MS = 5000;
const LOOK_EVERY_MS = 150;
const PAUSES_MS = [1000, 2000, 5000, 15000, 30000];

// Where the browser keeps nothing: as long as the page lives, which warns before it goes.
let unkept = null;

const kept = () => {
  if (unkept) return unkept;
  try {
    return JSON.parse(localStorage.getItem(place) || "[]");
  } catch {
    return [];
  }
};
const keep = (codes) => {
  try {
    localStorage.setItem(place, JSON.stringify(codes));
    unkept = null;
  } catch {
    unkept = codes;
  }
};
const showPending = (text) => {
  pending.textContent = kept().length ? text.replace("{n}", kept().length) : "";
};

// What became of a code

const KINDS = { done: "success", earlier: "warning", decide: "warning", unknown: "error" };

const show = ({ kind, text, address, count }) => {
  read.className = `door__read notice notice--${KINDS[kind] || "info"}`;
  read.textContent = text;
  read.hidden = false;
  if (count) document.querySelector(".door__count").textContent = count;
  if (address) remember(text, address);
};

const remember = (text, address) => {
  const row = open.appendChild(document.createElement("li"));
  const link = document.createElement("a");
  link.href = address;
  link.textContent = `${text}: ${words.decide}`;
  row.append(link);
  open.hidden = false;
};

// Sending, one after another, in the order in which they were read

let isSending = false, failures = 0, timer;

const send = async ({ typed, key, at }) => {
  const body = new URLSearchParams({ typed, key, noted_at: at, csrfmiddlewaretoken: form.csrfmiddlewaretoken.value });
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
  const isAnswered = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (isAnswered) show(await answer.json());
  return isAnswered ? "sent" : "login";
};

const sendAll = async () => {
  clearTimeout(timer);
  if (isSending) return;
  isSending = true;
  try {
    for (let codes = kept(); codes.length; codes = kept()) {
      showPending(words.saving);
      if (await send(codes[0]) === "login") return showPending(words.login);
      keep(kept().filter((code) => code.key !== codes[0].key));
      failures = 0;
    }
    showPending("");
  } catch {
    showPending(words.waiting);
    timer = setTimeout(sendAll, PAUSES_MS[Math.min(failures++, PAUSES_MS.length - 1)]);
  } finally {
    isSending = false;
  }
};

// Looking; the same code held before the camera is one code

const lastSeen = new Map();

const see = (text) => {
  const isNew = Date.now() - (lastSeen.get(text) || 0) > SAME_CODE_MS;
  lastSeen.set(text, Date.now());
  if (!isNew) return;
  if (!text.startsWith("OWES:")) return show({ kind: "unknown", text: words.foreign });
  keep([...kept(), { typed: text, key: crypto.randomUUID(), at: new Date().toISOString() }]);
  navigator.vibrate?.(80);
  sendAll();
};

let stream, detector;

const look = async () => {
  if (!stream) return;
  const found = await detector.detect(video).catch(() => []);
  found.forEach((code) => see(code.rawValue));
  setTimeout(look, LOOK_EVERY_MS);
};

const start = async () => {
  button.disabled = true; // A second press while somebody is asked would start a second camera.
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return show({ kind: "unknown", text: words.refused });
  } finally {
    button.disabled = false;
  }
  video.srcObject = stream;
  video.hidden = false;
  button.textContent = words.stop;
  await video.play().catch(stop);
  look();
};

const stop = () => {
  stream?.getTracks().forEach((track) => track.stop());
  stream = video.srcObject = null;
  video.hidden = true;
  button.textContent = words.start;
};

const canRead = async () => {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
};

canRead().then((can) => {
  box.hidden = false;
  able.hidden = !can;
  unable.hidden = can;
  if (can) detector = new BarcodeDetector({ formats: ["qr_code"] });
});
button.addEventListener("click", () => (stream ? stop() : start()));
addEventListener("pagehide", stop);
addEventListener("online", sendAll);
document.addEventListener("visibilitychange", () => (document.hidden ? stop() : sendAll()));
addEventListener("beforeunload", (event) => kept().length && event.preventDefault());
sendAll();
