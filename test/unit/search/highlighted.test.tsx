import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Highlighted } from "~/features/search/components/highlighted";
import { MARK_END, MARK_START } from "~/features/search/places";

const show = (text: string) => renderToStaticMarkup(<Highlighted text={text} />).replace(/<\/?span>/g, "");

test("what matched is marked", () => {
  expect(show(`A ${MARK_START}rota${MARK_END} and ${MARK_START}rotas${MARK_END}.`)).toBe("A <mark>rota</mark> and <mark>rotas</mark>.");
});

test("B14: whatever a text holds is shown as text, marked or not", () => {
  const payload = `<img src=x onerror=alert(1)>`;
  const escaped = "&lt;img src=x onerror=alert(1)&gt;";
  expect(show(`${payload} ${MARK_START}${payload}${MARK_END}`)).toBe(`${escaped} <mark>${escaped}</mark>`);
});

test("marks without their other half do no harm", () => {
  expect(show(`${MARK_END}a${MARK_START}b`)).toBe(`${MARK_END}a<mark>b</mark>`);
  expect(show("")).toBe("");
});
