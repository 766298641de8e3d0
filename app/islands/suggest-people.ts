import { insertText } from "~/lib/insert-text";
import { offerOptions } from "~/lib/option-list";

/** An @ before the cursor, and what is typed of a name behind it. */
const TYPED = /(?:^|[\s(*_])@([\p{L}\p{M}\p{N}'’.-]*(?: [\p{L}\p{M}\p{N}'’.-]+){0,3})$/u;

/**
 * Opens a list of members while a name is typed behind an @ in the field `data-source`: `data-address` answers the options for `q`.
 * Enter or Tab takes one.
 */
export function enhance(element: HTMLElement) {
  const { address, source } = element.dataset;
  const area = document.getElementById(source ?? "") as HTMLTextAreaElement | null;
  const list = element.querySelector<HTMLElement>("[role=listbox]");
  if (!address || !area || !list) return;

  const typed = () => TYPED.exec(area.value.slice(0, area.selectionStart))?.[1];

  offerOptions(area, list, {
    typed,
    address: (words) => `${address}&${new URLSearchParams({ q: words })}`,
    take(option) {
      const to = area.selectionStart;
      insertText(area, { from: to - (typed() ?? "").length - 1, to, insert: `${option.dataset.insert} ` });
    },
    keys: ["Enter", "Tab"],
  });
}
