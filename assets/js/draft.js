// Keeps what is typed in form[data-draft="key"]: in the browser, and on the server where data-draft-url is set.
// A page that carries [data-draft-done="key"] says the text arrived, and the copy goes.
const store = (key) => `draft:${key}`;
const kept = "input:not([type=password],[type=file],[type=hidden],[data-no-draft]), textarea, select";

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(store(key)));
  } catch {
    return null;
  }
};

function values(form) {
  const out = {};
  for (const field of form.querySelectorAll(kept)) {
    if (!field.name) continue;
    const choice = field.type === "checkbox" || field.type === "radio";
    const list = (out[field.name] ??= []);
    if (!choice || field.checked) list.push(field.value);
  }
  return out;
}

function fill(form, saved) {
  const left = structuredClone(saved);
  for (const field of form.querySelectorAll(kept)) {
    const list = left[field.name];
    if (!list) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = list.includes(field.value);
    else field.value = list.shift() ?? field.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function say(form, name) {
  const place = form.querySelector("[data-draft-state]");
  if (place) place.textContent = place.dataset[name] ?? "";
}

function keep(form) {
  try {
    localStorage.setItem(store(form.dataset.draft), JSON.stringify({ at: Date.now(), values: values(form) }));
    if (!form.dataset.draftUrl) say(form, "saved");
  } catch {
    say(form, "failed");
  }
}

async function send(form) {
  const body = new URLSearchParams();
  for (const [name, list] of Object.entries(values(form))) for (const value of list) body.append(name, value);
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: "POST", body, keepalive: true });
    say(form, answer.ok ? "saved" : "failed");
  } catch {
    say(form, "failed");
  }
}

function watch(form) {
  const before = JSON.stringify(values(form));
  const notice = form.querySelector("[data-draft-notice]");
  const found = read(form.dataset.draft);
  if (found && !("draftServer" in form.dataset) && JSON.stringify(found.values) !== before) {
    fill(form, found.values);
    if (notice) notice.hidden = false;
  }
  let local;
  let remote;
  form.addEventListener("input", () => {
    clearTimeout(local);
    local = setTimeout(() => keep(form), 600);
    if (!form.dataset.draftUrl) return;
    clearTimeout(remote);
    remote = setTimeout(() => send(form), 2500);
  });
  form.addEventListener("submit", () => {
    clearTimeout(local);
    clearTimeout(remote);
    keep(form);
  });
  form.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
    clearTimeout(local);
    localStorage.removeItem(store(form.dataset.draft));
    fill(form, JSON.parse(before));
    clearTimeout(local);
    if (notice) notice.hidden = true;
  });
}

for (const done of document.querySelectorAll("[data-draft-done]")) {
  localStorage.removeItem(store(done.dataset.draftDone));
}
document.querySelectorAll("form[data-draft]").forEach(watch);
