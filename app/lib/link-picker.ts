import { insertText } from "./insert-text";
import { type Edit, isAddress, linkTo, selectionOf } from "./markdown-marks";
import { offerOptions } from "./option-list";

/**
 * The panel in which words find the site's pages and topics, and an address is taken as it is: what is chosen becomes a link where the
 * cursor stands in `area`. Escape goes back there. Gives what opens it.
 */
export function linkPicker(panel: HTMLElement, area: HTMLTextAreaElement): () => void {
  const field = panel.querySelector("input")!;
  const list = panel.querySelector<HTMLElement>("[role=listbox]")!;
  const status = panel.querySelector<HTMLElement>("[role=status]")!;
  const typed = () => field.value.trim();
  const say = (words = "") => {
    status.textContent = words;
  };

  function leave() {
    panel.hidden = true;
    closeList();
    area.focus();
  }

  function insert(edit: Edit) {
    leave();
    insertText(area, edit);
    area.setSelectionRange(edit.start, edit.end);
  }

  const closeList = offerOptions(field, list, {
    typed: () => (typed() === "" || isAddress(typed()) ? undefined : typed()),
    address: (words) => `${panel.dataset.address}?${new URLSearchParams({ q: words })}`,
    take: ({ dataset }) => insert(linkTo(selectionOf(area), dataset.insert!, dataset.title)),
    keys: ["Enter"],
    onNone: () => say(status.dataset.none),
  });

  function take() {
    if (isAddress(typed())) insert(linkTo(selectionOf(area), typed()));
    else say(status.dataset.choose);
  }

  field.addEventListener("input", () => say());
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    // no form is sent by it
    else if (event.key === "Enter" && event.target === field && !event.defaultPrevented) take();
    else return;
    event.preventDefault();
  });
  panel.addEventListener("click", (event) => {
    const act = (event.target as Element).closest("button")?.dataset.act;
    if (act === "take") take();
    if (act === "leave") leave();
  });
  return () => {
    field.value = "";
    say();
    panel.hidden = false;
    field.focus();
  };
}
