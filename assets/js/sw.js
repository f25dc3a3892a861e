// Served at /sw.js. Pages: the network first, then what was already opened, then /offline.
// Nothing marked private or no-store is ever kept, so a signed-in page never is.
const PAGES = "pages-1";
const FILES = "files-1";
const OFFLINE = "/offline";
const MOST_PAGES = 60;
const MOST_FILES = 120;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(FILES)
      .then((cache) => cache.add(new Request(OFFLINE, { credentials: "omit", cache: "reload" })))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()));
});

async function forgetOld() {
  for (const name of await caches.keys()) if (name !== PAGES && name !== FILES) await caches.delete(name);
}

function mayKeep(answer) {
  const rule = answer.headers.get("Cache-Control") ?? "";
  return answer.ok && answer.type === "basic" && !answer.redirected && !/no-store|private/i.test(rule);
}

async function keep(name, request, answer, most) {
  const cache = await caches.open(name);
  await cache.put(request, answer);
  const keys = (await cache.keys()).filter((key) => new URL(key.url).pathname !== OFFLINE);
  for (const key of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(key);
}

async function page(event) {
  const { request } = event;
  try {
    const answer = await fetch(request);
    if (mayKeep(answer)) event.waitUntil(keep(PAGES, request, answer.clone(), MOST_PAGES));
    return answer;
  } catch {
    const kept = await caches.match(request, { cacheName: PAGES });
    return kept ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

// Files under /assets/ carry their content's hash in their name: once here, they are right for ever.
async function file(event) {
  const kept = await caches.match(event.request, { cacheName: FILES });
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (mayKeep(answer)) event.waitUntil(keep(FILES, event.request, answer.clone(), MOST_FILES));
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || request.headers.has("Range")) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(file(event));
  else if (request.mode === "navigate") event.respondWith(page(event));
});
