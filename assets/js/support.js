// Backing an idea answers at once, and takes itself back if the server does not agree.
// form[data-support action=…] with data-other (the opposite act), data-on and data-off (its words), data-fail.
const spell = new Intl.NumberFormat(document.documentElement.lang || "fr");

function show(form, on, count) {
  const button = form.querySelector("button");
  button.setAttribute("aria-pressed", String(on));
  button.dataset.n = count;
  button.querySelector("[data-n-shown]").textContent = spell.format(count);
  const words = button.querySelector("[data-words]");
  const text = on ? form.dataset.on : form.dataset.off;
  if (words && text) words.textContent = text;
}

// The same idea may be shown twice on a page (list and side): both follow.
const twins = (form) => document.querySelectorAll(`form[data-support="${CSS.escape(form.dataset.support)}"]`);

function turn(form) {
  [form.dataset.other, form.action] = [form.action, form.dataset.other];
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-support][data-other]")) return;
  event.preventDefault();
  const button = form.querySelector("button");
  if (button.ariaBusy === "true") return;
  const was = button.getAttribute("aria-pressed") === "true";
  const count = Number(button.dataset.n);
  const url = form.action;
  const all = [...twins(form)];
  const set = (on, n) => all.forEach((one) => show(one, on, n));
  button.setAttribute("aria-busy", "true");
  set(!was, count + (was ? -1 : 1));
  if (!was) button.classList.add("just");
  try {
    const body = new URLSearchParams(new FormData(form));
    const headers = { Accept: "application/json" };
    const answer = await fetch(url, { method: "POST", body, redirect: "manual", headers });
    // A visitor is led to the page that asks for a name: follow it as an ordinary form would.
    if (answer.type === "opaqueredirect" || answer.status === 401) {
      set(was, count);
      return form.submit();
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    set(told.on, told.count);
    if (told.on !== was) all.forEach(turn);
  } catch {
    set(was, count);
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: form.dataset.fail ?? "", error: true } }));
  } finally {
    button.removeAttribute("aria-busy");
    setTimeout(() => button.classList.remove("just"), 400);
  }
  return undefined;
}, true);
