import { withoutEmptyEnds } from "~/lib/unseen";

const PAUSE = 700; // milliseconds without a key pressed

/**
 * Shows a text as readers will get it, while it is written: `data-address` answers what is in the field `data-source` as a fragment. It
 * asks once at a time, and changes nothing that stays the same. What the answer says of a place (`data-start`) leads to it in the field.
 */
export function enhance(element: HTMLElement) {
  const { address, source } = element.dataset;
  const area = document.getElementById(source ?? "") as HTMLTextAreaElement | null;
  const shown = element.querySelector("[data-shown]");
  if (!address || !area || !shown) return;
  let timer = 0;
  let isAsking = false;
  let isBehind = false;
  let last = "";

  async function ask() {
    const answer = await fetch(address!, { method: "POST", body: new URLSearchParams({ body: area!.value }) });
    // none: what is there stays
    if (!answer.ok || answer.redirected) return;
    const html = await answer.text();
    if (html !== last) shown!.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    last = html;
    element.hidden = area!.value.trim() === "";
  }

  /** What was typed while it asked is asked about next. */
  async function show() {
    isBehind = isAsking;
    if (isAsking) return;
    isAsking = true;
    await ask().catch(() => {});
    isAsking = false;
    if (isBehind) await show();
  }

  element.addEventListener("click", (event) => {
    const { start, end } = (event.target as Element).closest<HTMLElement>("[data-start]")?.dataset ?? {};
    if (!start) return;
    event.preventDefault();
    // the server leaves empty lines at the ends out
    const before = area.value.indexOf(withoutEmptyEnds(area.value));
    area.focus();
    area.setSelectionRange(before + Number(start), before + Number(end));
    const lines = area.value.slice(0, before + Number(start)).split("\n").length;
    area.scrollTop = Math.max(0, (lines - 4) * Number.parseFloat(getComputedStyle(area).lineHeight));
  });
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(show, PAUSE);
  });
  if (area.value.trim() !== "") void show();
}
