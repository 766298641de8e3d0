/**
 * Rows of pages are dragged: in the tree (`data-drop="below"`) onto the page that they go below, which opens the page that asks; in the
 * list of what is below a page (`data-drop="order"`) to another place, by the forms of their buttons.
 */
export function enhance(element: HTMLElement) {
  const rows = [...element.querySelectorAll("[data-drag]")].map((mark) => ({
    row: mark.closest("tr")!,
    code: (mark as HTMLElement).dataset.drag!,
  }));
  let dragged: (typeof rows)[number] | null = null;

  for (const each of rows) {
    const { row } = each;
    row.draggable = true;
    for (const link of row.querySelectorAll("a")) link.draggable = false;
    row.addEventListener("dragstart", () => {
      dragged = each;
    });
    row.addEventListener("dragend", () => {
      dragged = null;
      row.classList.remove("is-over");
    });
    row.addEventListener("dragover", (event) => {
      if (!dragged || dragged === each) return;
      event.preventDefault();
      row.classList.add("is-over");
    });
    row.addEventListener("dragleave", () => row.classList.remove("is-over"));
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      row.classList.remove("is-over");
      if (!dragged || dragged === each) return;
      if (element.dataset.drop === "below") location.assign(`/admin/content/${dragged.code}/move?below=${each.code}`);
      else order(dragged.row, rows.indexOf(each) - rows.indexOf(dragged));
    });
  }
}

function order(row: HTMLElement, steps: number) {
  const form = row.querySelector<HTMLFormElement>(`form[action$="/${steps < 0 ? "earlier" : "later"}"]`);
  const field = form?.elements.namedItem("steps") as HTMLInputElement | null;
  if (!form || !field) return;
  field.value = String(Math.abs(steps));
  form.requestSubmit();
}
