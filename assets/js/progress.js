// Follows a job: [data-job="url"] answers {done, total, state, text}; at the end goes to data-job-next, if any.
const rest = (ms) => new Promise((done) => setTimeout(done, ms));

async function follow(box) {
  const bar = box.querySelector("progress");
  const text = box.querySelector("[data-job-text]");
  let wait = 1000;
  while (box.isConnected) {
    if (!document.hidden) {
      try {
        const answer = await fetch(box.dataset.job, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(String(answer.status));
        const job = await answer.json();
        if (job.total > 0) Object.assign(bar, { max: job.total, value: job.done });
        const told = job.state === "running" && job.total > 0 ? `${job.done} / ${job.total}` : job.text;
        if (text.textContent !== told) text.textContent = told;
        wait = 1000;
        if (job.state === "done" || job.state === "failed") {
          box.dispatchEvent(new CustomEvent("job:end", { bubbles: true, detail: job }));
          if (box.dataset.jobNext) location.assign(box.dataset.jobNext);
          return;
        }
      } catch {
        wait = Math.min(wait * 2, 30000);
      }
    }
    await rest(wait);
  }
}

document.querySelectorAll('[data-job]:not([data-job=""])').forEach(follow);
