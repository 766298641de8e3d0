import { markdownOf } from "~/lib/html-markdown";
import { insertText } from "~/lib/insert-text";

/**
 * “Reply” and “Quote” under a post put it into the form on this page, behind what is typed there; so does a button for words that are
 * selected in a post.
 */
export function enhance(list: HTMLElement) {
  const area = document.querySelector<HTMLTextAreaElement>("#reply textarea, #comment textarea");
  const quoteWords = list.querySelector<HTMLButtonElement>(":scope > button");
  if (!area || !quoteWords) return;

  function put(key: string, words: string) {
    const quoted = words === "" ? "" : `\n${words.replace(/^/gm, "> ").replace(/^> $/gm, ">")}`;
    const before = area!.value.trimEnd();
    const insert = `${before === "" ? "" : "\n\n"}> ${key}${quoted}\n\n`;
    insertText(area!, { from: before.length, to: area!.value.length, insert });
    area!.scrollTop = area!.scrollHeight;
    area!.scrollIntoView({ block: "center" });
  }

  list.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("a[data-quote]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const prose = link.closest("article")?.querySelector(".pn-prose");
    put(link.dataset.quote!, "words" in link.dataset && prose ? ownWords(prose) : "");
  });

  quoteWords.addEventListener("click", () => {
    const selected = selectedIn(list);
    quoteWords.hidden = true;
    if (selected) put(selected.key, ownWords(selected.words));
  });
  document.addEventListener("selectionchange", () => {
    const selected = selectedIn(list);
    // behind the post, where the next tab stop is
    if (selected && quoteWords.previousElementSibling !== selected.prose) selected.prose.after(quoteWords);
    quoteWords.hidden = !selected;
  });
}

/** What is selected within one post that can be quoted. */
function selectedIn(list: HTMLElement) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const { commonAncestorContainer: within } = range;
  const place = within instanceof Element ? within : within.parentElement;
  // what the post quotes is another one's
  const prose = place?.closest(".pn-quoted") ? null : place?.closest(".pn-prose");
  const key = prose?.closest("article")?.querySelector<HTMLElement>("a[data-quote]")?.dataset.quote;
  if (!prose || !key || !list.contains(prose) || selection.toString().trim() === "") return null;
  return { prose, key, words: range.cloneContents() };
}

/** With … where the post quotes, or has a picture. */
function ownWords(node: Element | DocumentFragment): string {
  const own = node.cloneNode(true) as Element;
  for (const other of own.querySelectorAll("blockquote, .pn-answered, img")) other.replaceWith("…");
  // a name is typed, and no link of the post's
  for (const name of own.querySelectorAll(".pn-mention")) name.replaceWith(name.textContent ?? "");
  return markdownOf(own)
    .replace(/…(?:\s+…)+/g, "…")
    .replace(/^…\s+|\s+…$/g, "")
    .replace(/^…$/, "");
}
