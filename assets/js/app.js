// What every page does: menus, dialogs, sharing, toasts, the offline worker. Pages work without it.
document.documentElement.classList.add("js");

const on = (type, selector, act) =>
  document.addEventListener(type, (event) => {
    const hit = event.target.closest?.(selector);
    if (hit) act(hit, event);
  });

function toast({ text, error = false }) {
  let place = document.querySelector(".toasts");
  if (!place) {
    place = document.createElement("div");
    place.className = "toasts";
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  const box = document.createElement("div");
  box.className = error ? "toast error" : "toast";
  box.textContent = text;
  place.replaceChildren(box);
  setTimeout(() => box.remove(), 8000);
}
document.addEventListener("toast", (event) => toast(event.detail));

async function share(button) {
  const url = new URL(button.dataset.url || button.getAttribute("href") || "", location.href).href;
  const title = button.dataset.title || document.title;
  const phone = matchMedia("(pointer: coarse)").matches;
  try {
    if (phone && navigator.share && "share" in button.dataset) return await navigator.share({ url, title });
    await navigator.clipboard.writeText(url);
    toast({ text: button.dataset.done || url });
  } catch (error) {
    if (error.name !== "AbortError") toast({ text: url });
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except && !menu.contains(except)) menu.open = false;
  }
}

on("click", "[data-share], [data-copy]", (button, event) => {
  event.preventDefault();
  share(button);
});
on("click", "[data-dialog]", (opener, event) => {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
});
on("click", "dialog [data-close]", (button) => button.closest("dialog").close());
on("click", "dialog", (dialog, event) => {
  if (event.target === dialog) dialog.close();
});
for (const type of ["click", "focusin"]) document.addEventListener(type, (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// A form is sent once, even under an impatient finger.
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.method === "dialog" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => delete form.dataset.sent, 4000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const busy of document.querySelectorAll("button[aria-busy]")) busy.removeAttribute("aria-busy");
});

// The rest comes only where a page has use for it; /assets/ addresses are replaced by hashed ones when served.
const parts = [
  ["form[data-support]", () => import("/assets/js/support.js")],
  ["form[data-draft], [data-draft-done]", () => import("/assets/js/draft.js")],
  [".editor", () => import("/assets/js/editor.js")],
  ["[data-count]", () => import("/assets/js/counter.js")],
  ["[data-pictures]", () => import("/assets/js/picture.js")],
  ["[data-pick]", () => import("/assets/js/pick.js")],
  ["[data-map]", () => import("/assets/js/map.js")],
  ["[data-fill]", () => import("/assets/js/fill.js")],
  ["[data-job]", () => import("/assets/js/progress.js")],
  ["[data-live]", () => import("/assets/js/live.js")],
  ["[data-similar]", () => import("/assets/js/suggest.js")],
];
for (const [selector, load] of parts) if (document.querySelector(selector)) load();
// A choice half out of its row is brought in for who comes by keyboard: the browser is content with the half. Under a
// finger nothing moves, or the tap would end beside it.
on("focusin", ".segment > *, .tabs > *", (choice, event) => {
  if (event.target.matches(":focus-visible")) choice.scrollIntoView({ block: "nearest", inline: "nearest" });
});
on("focusin", "[data-mentions], [data-mentions] textarea", (area) => {
  if (area.matches("textarea")) import("/assets/js/mention.js").then((m) => m.complete(area));
});
on("focusin", "[data-suggest]", () => import("/assets/js/suggest.js"));
document.querySelector("[data-focus]")?.focus();
if ("serviceWorker" in navigator && isSecureContext) navigator.serviceWorker.register("/sw.js").catch(() => {});
