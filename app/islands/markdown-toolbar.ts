import { markdownOf } from "~/lib/html-markdown";
import { insertText } from "~/lib/insert-text";
import { linkPicker } from "~/lib/link-picker";
import { putBlock } from "~/lib/markdown/block-examples";
import { type Edit, type Mark, selectionOf, toggleMark } from "~/lib/markdown-marks";

const KEYS: Record<string, Mark> = { b: "bold", i: "italic" };

/**
 * Brings out the buttons above a text in Markdown; what they change can be undone like anything typed. One tab stop, arrows between them.
 */
export function enhance(field: HTMLElement) {
  const area = field.querySelector("textarea");
  const toolbars = [...field.querySelectorAll<HTMLElement>("[role=toolbar]")];
  const panel = field.querySelector<HTMLElement>("[data-picker]");
  if (!area || !panel || toolbars.length === 0) return;
  const openPicker = linkPicker(panel, area);

  function put(edit: Edit) {
    insertText(area!, edit);
    area!.setSelectionRange(edit.start, edit.end);
  }

  function apply(mark: Mark) {
    const edit = toggleMark(selectionOf(area!), mark);
    if (edit) put(edit);
    else openPicker();
  }

  for (const toolbar of toolbars) {
    toolbar.addEventListener("click", (event) => {
      const { mark, block } = (event.target as Element).closest("button")?.dataset ?? {};
      if (mark) apply(mark as Mark);
      if (block) put(putBlock(selectionOf(area), block));
    });
    moveByArrows(toolbar);
  }
  area.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    const insert = markdownOf(new DOMParser().parseFromString(html, "text/html").body);
    // a picture, or nothing that we know: the browser does what it does
    if (insert === "") return;
    event.preventDefault();
    insertText(area!, { from: area!.selectionStart, to: area!.selectionEnd, insert });
  });
  area.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      area!.form?.requestSubmit();
      return;
    }
    const mark = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey ? KEYS[event.key.toLowerCase()] : undefined;
    if (!mark) return;
    event.preventDefault();
    apply(mark);
  });
}

function moveByArrows(toolbar: HTMLElement) {
  const buttons = [...toolbar.querySelectorAll("button")];
  const moveTo = (index: number) => {
    const next = buttons.at(index % buttons.length)!;
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  };
  toolbar.addEventListener("keydown", ({ key }) => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (key === "ArrowRight") moveTo(at + 1);
    if (key === "ArrowLeft") moveTo(at - 1);
    if (key === "Home") moveTo(0);
    if (key === "End") moveTo(-1);
  });
  for (const button of buttons.slice(1)) button.tabIndex = -1;
  toolbar.hidden = false;
}
