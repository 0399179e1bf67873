// What every page has: the CSRF token on htmx's requests, dialogs, and failures said in words.

import { csrf } from "./csrf.js";

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-XSRF-TOKEN"] = csrf();
});

// <button data-dialog="id"> opens a dialog; <button data-close> closes the one it is in.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    document.getElementById(opener.dataset.dialog).showModal();
  }
  const closer = event.target.closest("[data-close]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});

// A request that failed says so in the page's own place for it.
function say(sentence) {
  const place = document.getElementById("trouble");
  place.querySelector("p").textContent = sentence;
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:responseError", (event) => {
  const response = event.detail.xhr;
  let sentence = "The server could not do this. Reload the page and try again.";
  if ((response.getResponseHeader("Content-Type") ?? "").includes("problem+json")) {
    sentence = JSON.parse(response.responseText).detail ?? sentence;
  }
  say(sentence);
});

document.addEventListener("htmx:sendError", () => {
  say("The server does not answer. Is it running, and are you connected to it?");
});

// Moments are rendered in UTC; people read them in their own time.
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function localMoments(root) {
  for (const time of root.querySelectorAll("time[datetime]:not([data-local])")) {
    time.dataset.local = "";
    time.title = time.dateTime;
    time.textContent = moments.format(new Date(time.dateTime));
  }
}

document.addEventListener("htmx:load", (event) => localMoments(event.detail.elt));
localMoments(document);
