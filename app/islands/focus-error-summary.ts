/** Takes the reader to what is wrong; its links then go to the control and, in a group, to its question too. */
export function enhance(summary: HTMLElement) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href^='#']");
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;

    event.preventDefault();
    const words = control.closest("fieldset")?.querySelector("legend") ?? document.querySelector(`label[for="${control.id}"]`);
    (words ?? control).scrollIntoView();
    control.focus({ preventScroll: true });
  });
}
