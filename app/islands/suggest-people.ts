import { insertText } from "~/lib/insert-text";

const PAUSE = 200; // milliseconds without a key pressed
/** An @ before the cursor, and what is typed of a name behind it. */
const TYPED = /(?:^|[\s(*_])@([\p{L}\p{M}\p{N}'’.-]*(?: [\p{L}\p{M}\p{N}'’.-]+){0,3})$/u;

/**
 * Opens a list of members while a name is typed behind an @ in the field `data-source`: `data-address` answers the options for `q`. Arrows
 * choose, Enter or Tab takes, Escape closes; the field keeps the focus.
 */
export function enhance(element: HTMLElement) {
  const { address, source } = element.dataset;
  const area = document.getElementById(source ?? "") as HTMLTextAreaElement | null;
  const list = element.querySelector<HTMLElement>("[role=listbox]");
  if (!address || !area || !list) return;
  let timer = 0;
  let flight = new AbortController();
  let chosen = -1;

  const options = () => [...list.querySelectorAll<HTMLElement>("[role=option]")];
  const typed = () => TYPED.exec(area.value.slice(0, area.selectionStart))?.[1];

  function close() {
    clearTimeout(timer);
    flight.abort();
    list!.hidden = true;
    area!.setAttribute("aria-expanded", "false");
    area!.removeAttribute("aria-activedescendant");
  }

  function choose(index: number) {
    const all = options();
    chosen = (index + all.length) % all.length;
    for (const [at, option] of all.entries()) option.setAttribute("aria-selected", String(at === chosen));
    all[chosen]!.scrollIntoView({ block: "nearest" });
    area!.setAttribute("aria-activedescendant", all[chosen]!.id);
  }

  function take(option: HTMLElement) {
    const to = area!.selectionStart;
    insertText(area!, { from: to - (typed() ?? "").length - 1, to, insert: `${option.dataset.insert} ` });
    close();
  }

  async function open() {
    const words = typed();
    if (words === undefined) return close();
    flight.abort();
    flight = new AbortController();
    const { signal } = flight;
    const answer = await fetch(`${address}&${new URLSearchParams({ q: words })}`, { signal });
    if (!answer.ok || answer.redirected || typed() !== words) return close();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list!.replaceChildren(...page.body.childNodes);
    const all = options();
    if (signal.aborted || all.length === 0) return close();
    for (const [at, option] of all.entries()) option.id = `${list!.id}-${at}`;
    list!.hidden = false;
    area!.setAttribute("aria-expanded", "true");
    choose(0);
  }

  area.setAttribute("role", "combobox");
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  area.setAttribute("aria-expanded", "false");
  area.addEventListener("input", () => {
    clearTimeout(timer);
    if (typed() === undefined) return close();
    timer = window.setTimeout(() => void open().catch(() => {}), PAUSE);
  });
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === "ArrowDown") choose(chosen + 1);
    else if (key === "ArrowUp") choose(chosen - 1);
    else if (key === "Enter" || (key === "Tab" && !event.shiftKey)) take(options()[chosen]!);
    else if (key === "Escape") close();
    else return;
    event.preventDefault();
  });
  area.addEventListener("blur", close);
  // the field keeps the focus
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (option) take(option);
  });
}
