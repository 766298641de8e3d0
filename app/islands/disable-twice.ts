const AGAIN_AFTER = 5000; // milliseconds: by then a lost request may be sent again

/** A second press while the first is under way sends nothing. */
export function enhance(element: HTMLElement) {
  let sentAt = Number.NEGATIVE_INFINITY;

  element.addEventListener("submit", (event) => {
    const now = performance.now();
    if (now - sentAt < AGAIN_AFTER) event.preventDefault();
    else sentAt = now;
  });

  // back from the next page, out of the browser's memory: nothing is under way
  window.addEventListener("pageshow", () => {
    sentAt = Number.NEGATIVE_INFINITY;
  });
}
