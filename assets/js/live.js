// Keeps the open page true: [data-live="stream" data-after="where it was drawn"]. A stream says that something is there;
// the page then asks for itself anew, as any reader does, and takes what it lacks. Only the visible tab listens.
import { here, join, lacking } from "/assets/js/join.js";

const box = document.querySelector("[data-live]");
const told = box.querySelector('[role="status"]');
const pill = box.querySelector(".news");
const spell = new Intl.NumberFormat(document.documentElement.lang || "fr");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const fresh = new Set();
const REST = 5000;
const HUSH = 30000;
const SPREAD = 6000;
let [source, after, closing, said] = [null, box.dataset.after, 0, -HUSH];

// Somebody who listens hears of it once, not at each number.
function announce(text) {
  if (performance.now() - said < HUSH) return;
  said = performance.now();
  told.textContent = text;
}

async function anew() {
  const answer = await fetch(location.pathname + location.search);
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function offer() {
  for (const id of fresh) if (here(`c-${id}`)) fresh.delete(id);
  const { one, many } = box.dataset;
  const text = fresh.size === 1 ? one : many.replace("{n}", spell.format(fresh.size));
  if (fresh.size && pill.hidden) pill.hidden = false;
  if (!fresh.size) pill.hidden = true;
  else if (pill.textContent !== text) pill.querySelector("button > span").textContent = text;
  if (fresh.size) announce(text);
}

async function bring() {
  const [any] = fresh;
  const first = join(box, await anew(), fresh);
  fresh.clear();
  offer();
  // It is deeper than this page goes: its own address leads to it.
  if (!first) return any && location.assign(`/comments/${any}`);
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
  first.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  told.textContent = "";
  return undefined;
}

// New lines come after the others; one that was taken back or read is drawn again.
async function talk() {
  const page = await anew();
  const list = box.querySelector("ol.talk");
  const end = list.getBoundingClientRect().bottom <= innerHeight + 80;
  let last = null;
  for (const line of page.querySelectorAll("ol.talk > li[id]")) {
    const old = here(line.id);
    if (!old) list.append((last = line));
    else if (old.innerHTML !== line.innerHTML && !old.contains(document.activeElement)) old.replaceWith(line);
  }
  if (!last) return;
  announce(box.dataset.told);
  if (end) last.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
}

const heard = {
  idea({ data }) {
    const now = JSON.parse(data);
    const supported = (button) => {
      button.dataset.n = now.supports;
      button.querySelector("[data-n-shown]").textContent = spell.format(now.supports);
    };
    document.querySelectorAll(".act button[data-n]:not([aria-busy])").forEach(supported);
    box.querySelector("#discussion-title").textContent = now.heading;
    for (const id of now.fresh) fresh.add(id);
    offer();
  },
  readers({ data }) {
    const line = document.querySelector(".readers");
    line.hidden = !data;
    line.querySelector("span").textContent = data;
  },
  async reload() {
    // Many are told so at once: they do not all ask at once.
    await new Promise((done) => setTimeout(done, Math.random() * SPREAD));
    for (const com of lacking(await anew())) fresh.add(com.id.slice(2));
    offer();
  },
  talk,
};

function open() {
  clearTimeout(closing);
  if (document.hidden || (source && source.readyState !== EventSource.CLOSED)) return;
  source = new EventSource(`${box.dataset.live}?after=${encodeURIComponent(after)}`);
  for (const [name, act] of Object.entries(heard)) {
    source.addEventListener(name, (event) => {
      after = event.lastEventId || after;
      Promise.resolve(act(event)).catch(() => {});
    });
  }
}
function close() {
  source?.close();
  source = null;
}
document.addEventListener("visibilitychange", () => {
  if (document.hidden) closing = setTimeout(close, REST);
  else open();
});
addEventListener("pagehide", close);
addEventListener("pageshow", open);
pill?.querySelector("button").addEventListener("click", () => bring().catch(() => location.reload()));
open();
