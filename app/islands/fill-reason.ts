/** What is chosen is put into the field above, where it can be changed; the choice itself is sent no more. */
export function enhance(element: HTMLElement) {
  const input = element.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
  const select = element.querySelector("select");
  if (!input || !select) return;
  select.addEventListener("change", () => {
    if (!select.value) return;
    input.value = select.value;
    select.value = "";
    input.focus();
  });
}
