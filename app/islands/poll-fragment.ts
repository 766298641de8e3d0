const SHORTEST_PAUSE = 1000;

/**
 * Shows how long work goes on: asks `data-fragment` every `data-every` milliseconds for this element's content, as the server renders it.
 * An unchanged ETag costs no body. The answer's `data-finished` on its outermost element ends the asking. A page in the background rests,
 * and asks at once when somebody comes back to it.
 */
export function enhance(element: HTMLElement) {
  const address = element.dataset.fragment;
  if (!address) return;
  const pause = Math.max(Number(element.dataset.every) || 2000, SHORTEST_PAUSE);
  let etag = "";

  async function ask(from: string) {
    const answer = await fetch(from, { headers: { "X-Asked-By": "page", ...(etag ? { "If-None-Match": etag } : {}) }, cache: "no-store" });
    if (answer.status === 304) return false;
    if (!answer.ok) return answer.status < 500;
    // to where one signs in: a whole page, and no more answers
    if (answer.redirected) return true;

    etag = answer.headers.get("ETag") ?? "";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    element.replaceChildren(...page.body.childNodes);
    return element.querySelector("[data-finished]") !== null;
  }

  async function tick() {
    if (document.hidden) return document.addEventListener("visibilitychange", tick, { once: true });
    // a server that restarts is asked again
    const isFinished = await ask(address!).catch(() => false);
    if (!isFinished) setTimeout(tick, pause);
  }

  setTimeout(tick, pause);
}
