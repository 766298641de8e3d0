/**
 * The only script of a page: brings each element marked `data-island="name"` to life with
 * `app/islands/name.ts`, whose `enhance` takes the element.
 */
const islands = import.meta.glob<{ enhance: (element: HTMLElement) => void }>("./islands/*.ts");

for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
  const load = islands[`./islands/${element.dataset.island}.ts`];
  void load?.().then((island) => island.enhance(element));
}
