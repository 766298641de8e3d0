const PAUSE = 700; // milliseconds without a key pressed

/** Shows a text as readers will get it, while it is written: `data-address` answers what is in the field `data-source` as a fragment. */
export function enhance(element: HTMLElement) {
  const { address, source } = element.dataset;
  const area = document.getElementById(source ?? "") as HTMLTextAreaElement | null;
  const shown = element.querySelector("[data-shown]");
  if (!address || !area || !shown) return;
  let timer = 0;
  let asked = 0;

  async function show() {
    const turn = ++asked;
    const answer = await fetch(address!, { method: "POST", body: new URLSearchParams({ body: area!.value }) });
    // an answer that was overtaken, or none: what is there stays
    if (!answer.ok || answer.redirected || turn !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn === asked) shown!.replaceChildren(...page.body.childNodes);
    element.hidden = area!.value.trim() === "";
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void show().catch(() => {}), PAUSE);
  });
  if (area.value.trim() !== "") void show().catch(() => {});
}
