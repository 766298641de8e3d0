import { askFragment } from "~/lib/ask-fragment";

const PAUSE = 700; // milliseconds without a key pressed

/** Says while a title is typed into the field `data-source` what was asked before: `data-address` answers a list for `title`. */
export function enhance(element: HTMLElement) {
  const { address, source } = element.dataset;
  const field = document.getElementById(source ?? "") as HTMLInputElement | null;
  if (!address || !field) return;
  let timer = 0;
  let flight = new AbortController();

  async function show(title: string) {
    flight.abort();
    flight = new AbortController();
    const answer = await askFragment(`${address}?${new URLSearchParams({ title })}`, flight.signal);
    if (answer) element.replaceChildren(...answer);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    const title = field.value.trim();
    timer = window.setTimeout(() => void show(title).catch(() => {}), PAUSE);
  });
}
