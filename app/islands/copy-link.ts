/** Puts a link's full address on the clipboard instead of following it, where the browser lets a page do so, and says that it did. */
export function enhance(link: HTMLElement) {
  if (!(link instanceof HTMLAnchorElement) || !navigator.clipboard) return;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  link.textContent = `Copy the ${link.textContent!.toLowerCase()}`;
  link.after(" ", said);
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
      said.textContent = "Copied";
    } catch {
      location.assign(link.href);
    }
  });
}
