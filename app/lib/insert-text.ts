/** Puts `insert` in place of what is between `from` and `to`, as if it were typed: it can be undone. */
export function insertText(area: HTMLTextAreaElement, { from, to, insert }: { from: number; to: number; insert: string }): void {
  area.focus();
  area.setSelectionRange(from, to);
  // the one way that browsers keep their undo
  if (insert !== "" && document.execCommand("insertText", false, insert)) return;
  area.setRangeText(insert, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
