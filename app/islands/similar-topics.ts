const PAUSE = 700; // milliseconds without a key pressed

/**
 * Says while a title is typed into the field `data-source` what was asked before: `data-address` answers a list for `title`. It comes by
 * itself, so no session lives longer for it.
 */
export function enhance(element: HTMLElement) {
  const { address, source } = element.dataset;
  const field = document.getElementById(source ?? "") as HTMLInputElement | null;
  if (!address || !field) return;
  let timer = 0;
  let flight = new AbortController();

  async function show(title: string) {
    flight.abort();
    flight = new AbortController();
    const { signal } = flight;
    const answer = await fetch(`${address}?${new URLSearchParams({ title })}`, { headers: { "X-Asked-By": "page" }, signal });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!signal.aborted) element.replaceChildren(...page.body.childNodes);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    const title = field.value.trim();
    timer = window.setTimeout(() => void show(title).catch(() => {}), PAUSE);
  });
}
