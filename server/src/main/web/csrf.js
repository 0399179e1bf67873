// What proves that a request comes from a page of ours: the cookie's value, sent back in a header. Forms
// have a field for it instead, which the server masks anew for each page.
export function csrf() {
  const name = "XSRF-TOKEN=";
  const cookie = document.cookie.split("; ").find((it) => it.startsWith(name));
  return cookie ? cookie.slice(name.length) : "";
}
