// Follows tasks: a change of any has the list fetched anew, at most once in a while.

const PAUSE_MS = 700;
const list = document.querySelector("[data-live]");
const news = document.getElementById("task-news");
let waiting = 0;

function statuses() {
  const rows = list.querySelectorAll("[data-task]");
  return new Map([...rows].map((row) => [row.dataset.task, row.dataset.status]));
}

// What ended since is said to those who do not see it.
function tell(before) {
  const ended = [...statuses()].filter(
    ([id, status]) => before.has(id) && before.get(id) !== status && !["QUEUED", "RUNNING"].includes(status));
  if (ended.length > 0) {
    news.textContent = ended.length === 1
      ? `A task is ${ended[0][1].toLowerCase()}.`
      : `${ended.length} tasks ended.`;
  }
}

async function refresh() {
  waiting = 0;
  const before = statuses();
  await window.htmx.ajax("GET", list.dataset.live, { target: list, swap: "innerHTML" });
  tell(before);
}

function soon() {
  waiting ||= window.setTimeout(refresh, PAUSE_MS);
}

// The browser comes back by itself after the stream ends; what was missed is in the list.
const events = new EventSource("/events/tasks");
events.addEventListener("begin", soon);
events.addEventListener("task", soon);
window.addEventListener("pagehide", () => events.close());
