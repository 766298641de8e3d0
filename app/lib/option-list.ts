import { askFragment } from "./ask-fragment";

const PAUSE = 200; // milliseconds without a key pressed

type Source = {
  /** The words that options are asked for; undefined where none are. */
  typed: () => string | undefined;
  /** The address that answers their options. */
  address: (words: string) => string;
  take: (option: HTMLElement) => void;
  /** The keys that take what is chosen. */
  keys: readonly string[];
  /** Told that there are none. */
  onNone?: () => void;
};

/**
 * Opens `list` while something is typed into `field`, with the options that the site answers: arrows choose, Escape closes, and the field
 * keeps the focus. Gives what closes it.
 */
export function offerOptions(field: HTMLInputElement | HTMLTextAreaElement, list: HTMLElement, source: Source): () => void {
  const { typed, address, keys } = source;
  let timer = 0;
  let flight = new AbortController();
  let chosen = -1;

  const options = () => [...list.querySelectorAll<HTMLElement>("[role=option]")];

  function close() {
    clearTimeout(timer);
    flight.abort();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(index: number) {
    const all = options();
    chosen = (index + all.length) % all.length;
    for (const [at, option] of all.entries()) option.setAttribute("aria-selected", String(at === chosen));
    all[chosen]!.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", all[chosen]!.id);
  }

  function take(option: HTMLElement) {
    source.take(option);
    close();
  }

  async function open() {
    const words = typed();
    if (words === undefined) return close();
    flight.abort();
    flight = new AbortController();
    const answer = await askFragment(address(words), flight.signal);
    if (!answer || typed() !== words) return close();
    list.replaceChildren(...answer);
    const all = options();
    if (all.length === 0) {
      source.onNone?.();
      return close();
    }
    for (const [at, option] of all.entries()) option.id = `${list.id}-${at}`;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    choose(0);
  }

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (typed() === undefined) return close();
    timer = window.setTimeout(() => void open().catch(() => {}), PAUSE);
  });
  field.addEventListener("keydown", (pressed) => {
    const event = pressed as KeyboardEvent;
    if (list.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === "ArrowDown") choose(chosen + 1);
    else if (key === "ArrowUp") choose(chosen - 1);
    else if (keys.includes(key) && !event.shiftKey) take(options()[chosen]!);
    else if (key === "Escape") close();
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", close);
  // the field keeps the focus
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (option) take(option);
  });
  return close;
}
