// Joins what a discussion lacks from a page of it drawn anew; what is there stays as it is, with what is being typed.
export const here = (id) => document.getElementById(id);
export const lacking = (page) => [...page.querySelectorAll("#discussion .com[id]")].filter((com) => !here(com.id));

// A comment takes its place: after the one before it, or first among those that answer the same.
function place(com) {
  const before = com.previousElementSibling?.id && here(com.previousElementSibling.id);
  if (before) return before.after(com), true;
  const above = com.parentElement.closest(".com");
  const side = com.closest('[id^="side-"]');
  const root = above ? here(above.id) : side && here(side.id);
  if (!root) return false;
  let list = root.querySelector(":scope > ol.thread");
  if (!list) {
    list = document.createElement("ol");
    list.className = "thread";
    root.querySelector(":scope > .hint")?.remove();
    root.append(list);
  }
  list.prepend(com);
  return true;
}

// Gives the first comment that came: one of `wanted` where there is one.
export function join(box, page, wanted) {
  const all = lacking(page);
  const empty = box.querySelector("#discussion > .empty");
  const drawn = page.querySelector("#discussion > .sides, #discussion > [id^=side-]");
  if (empty && drawn) empty.replaceWith(drawn);
  // What comes under one that came is there with it.
  const come = all.filter((com) => com.ownerDocument === document || place(com));
  for (const count of page.querySelectorAll('#discussion [id^="side-"] > header small')) {
    const old = here(count.closest("[id]").id)?.querySelector(":scope > header small");
    if (old) old.textContent = count.textContent;
  }
  for (const com of come) com.classList.add("fresh");
  const first = come.find((com) => wanted.has(com.id.slice(2))) ?? come[0];
  const side = first?.closest(".sides > section");
  const choice = side && box.querySelector(`.pick input[value="${side.classList[0]}"]`);
  if (choice) choice.checked = true;
  return first;
}
