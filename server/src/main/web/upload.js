// Uploads in parts that go on after a broken connection or a reload, and what becomes of them.

import { csrf } from "./csrf.js";

const tus = window.tus;
const endpoint = "/api/v1/uploads";
const list = document.getElementById("uploads");
const drop = document.getElementById("drop");
const input = document.getElementById("files");
const unfinished = document.getElementById("unfinished");
const atOnce = 2;
const asked = 1000;

const queue = [];
let running = 0;

function size(bytes) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (bytes >= 1000 && unit < units.length - 1) {
    bytes /= 1000;
    unit++;
  }
  return `${unit === 0 ? bytes : bytes.toFixed(1)} ${units[unit]}`;
}

// Whether another try may go better: no answer, someone else's turn, bytes spoilt on their way, a
// server that starts. A full disk stays full.
function mayPass(status) {
  return [0, 409, 423, 460].includes(status) || (status >= 500 && status !== 507);
}

// The status of the answer that an upload failed at, or 0 without an answer.
function statusOf(error) {
  return error.originalResponse?.getStatus() ?? error.causingError?.status ?? 0;
}

// Only of an upload that is gone may the library forget the address: one whose session has ended goes on later.
function requireNotRefused(request, response) {
  const status = response.getStatus();
  if (request.getMethod() === "HEAD" && status >= 400 && status < 500 && ![404, 410, 423].includes(status)) {
    throw Object.assign(new Error(`refused with ${status}`), { status });
  }
}

// One file on the page.
class Row {
  constructor(file) {
    this.file = file;
    const copy = document.getElementById("upload").content.cloneNode(true);
    this.element = copy.querySelector("[data-upload]");
    this.part("name").textContent = file.name;
    this.part("pause").addEventListener("click", () => this.pauseOrGoOn());
    this.part("end").addEventListener("click", () => this.end());
    list.append(copy);
    this.say("busy", "Waiting", size(file.size));
    this.upload = new tus.Upload(file, {
      endpoint,
      metadata: {
        filename: file.name,
        visibility: document.getElementById("visibility").value,
        assembly: document.getElementById("assembly").value,
      },
      headers: { "X-XSRF-TOKEN": csrf() },
      retryDelays: [0, 1000, 3000, 10000, 30000],
      removeFingerprintOnSuccess: true,
      onAfterResponse: requireNotRefused,
      onShouldRetry: (error) => mayPass(statusOf(error)),
      onProgress: (sent, whole) => this.progress(sent, whole),
      onSuccess: () => this.sent(),
      onError: (error) => this.failed(error),
    });
  }

  part(name) {
    return this.element.querySelector(`[data-${name}]`);
  }

  say(kind, chip, sentence) {
    const state = this.part("chip");
    state.className = `chip ${kind}`;
    state.textContent = chip;
    if (this.part("say").textContent !== sentence) {
      this.part("say").textContent = sentence;
    }
  }

  bar(fraction) {
    this.element.querySelector("progress").value = fraction;
  }

  async begin() {
    this.active = true;
    const before = await this.upload.findPreviousUploads();
    if (before.length > 0) {
      this.upload.resumeFromPreviousUpload(before[0]);
    }
    this.say("busy", "Uploading", "Asking the server how far it is");
    this.upload.start();
  }

  pauseOrGoOn() {
    if (this.paused) {
      this.paused = false;
      this.part("pause").textContent = "Pause";
      enqueue(this);
    } else {
      this.paused = true;
      this.part("pause").textContent = "Go on";
      this.upload.abort();
      this.say("warn", "Paused", "It goes on where it is, also after this page was closed: choose the same file again.");
      this.release();
    }
  }

  async end() {
    this.ended = true;
    try {
      await this.upload.abort(true);
    } catch {
      // What the server keeps of it expires.
    }
    this.element.remove();
    this.release();
  }

  progress(sent, whole) {
    if (!this.paused) {
      this.bar(whole === 0 ? 0 : sent / whole);
      this.say("busy", "Uploading", `${size(sent)} of ${size(whole)}`);
    }
  }

  failed(error) {
    const status = statusOf(error);
    let sentence = "The server does not answer. Choose “Go on” to try again; what was sent is kept.";
    if (status === 401 || status === 403) {
      sentence = "Your session has ended. Sign in again in another tab, reload this page, and choose the same file: it goes on where it is.";
    } else if (status !== 0) {
      try {
        sentence = JSON.parse(error.originalResponse.getBody()).detail ?? `The server said ${status}.`;
      } catch {
        sentence = `The server said ${status}.`;
      }
    }
    this.paused = true;
    this.part("pause").textContent = "Go on";
    this.say("bad", "Not uploaded", sentence);
    this.release();
  }

  sent() {
    this.release();
    this.part("pause").remove();
    this.part("end").remove();
    this.bar(0);
    this.say("busy", "Checking", "Looking into the file");
    this.follow();
  }

  // Asks what becomes of the file until that is known.
  async follow() {
    try {
      const answer = await fetch(new URL(this.upload.url, location.href).pathname, { headers: { Accept: "application/json" } });
      if (answer.status >= 400 && answer.status < 500) {
        this.say("warn", "Uploaded", "The file is there; the page of datasets says what becomes of it.");
        return;
      }
      if (answer.ok && this.became(await answer.json())) {
        return;
      }
    } catch {
      // The server is away for a moment.
    }
    setTimeout(() => this.follow(), asked);
  }

  became(upload) {
    if (upload.state === "READY") {
      this.bar(1);
      this.say("good", upload.note ? "Here already" : "Ready", upload.note ?? "");
      this.link(upload);
      return true;
    }
    if (upload.state === "FAILED") {
      this.say("bad", "Can't be used", upload.failure ?? "");
      this.link(upload);
      return true;
    }
    this.bar(upload.progress);
    this.say("busy", "Checking", upload.doing);
    return false;
  }

  link(upload) {
    const link = document.createElement("a");
    link.href = `/datasets/${upload.datasetId}`;
    link.textContent = this.part("name").textContent;
    this.part("name").replaceChildren(link);
    this.element.querySelector("progress").hidden = true;
  }

  release() {
    if (this.active) {
      this.active = false;
      running--;
      next();
    }
  }
}

function next() {
  while (running < atOnce && queue.length > 0) {
    const row = queue.shift();
    if (!row.paused && !row.ended) {
      running++;
      row.begin();
    }
  }
}

function enqueue(row) {
  queue.push(row);
  next();
}

function add(files) {
  for (const file of files) {
    if (file.size === 0) {
      const row = new Row(file);
      row.part("pause").remove();
      row.say("bad", "Not uploaded", "The file is empty.");
    } else {
      enqueue(new Row(file));
    }
  }
}

input.addEventListener("change", () => {
  add(input.files);
  input.value = "";
});

for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const name of ["dragleave", "drop"]) {
  drop.addEventListener(name, () => drop.classList.remove("over"));
}
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  add(event.dataTransfer.files);
});
// A file that misses its place would be opened instead of this page.
for (const name of ["dragover", "drop"]) {
  window.addEventListener(name, (event) => event.preventDefault());
}

window.addEventListener("beforeunload", (event) => {
  if (running > 0) {
    event.preventDefault();
  }
});

// What was cut before: files that a browser may not open again by itself.
const cut = (await tus.defaultOptions.urlStorage.findAllUploads()).filter((it) => it.metadata?.filename);
if (cut.length > 0) {
  unfinished.textContent = `Not whole yet: ${cut.map((it) => it.metadata.filename).join(", ")}. Choose the same files again, and they go on where they are.`;
  unfinished.hidden = false;
}
