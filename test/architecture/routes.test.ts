import { expect, test } from "vitest";
import { routeFiles } from "../support/routes";

const routes = routeFiles();
const NAMES_ITS_ACCESS = /^\) ?(?:: [^{]+)?\{\s+return as(Anyone|SignedIn|PasswordHolder|Member|Staff|Confidant|Link)\(request,/;

/** What follows the parameters of each loader and action. */
const handlers = routes.flatMap(({ file, source }) =>
  [...source.matchAll(/export async function (loader|action)\((?:\{[^}]*\}: \w+|[^)]*)/g)].map((found) => ({
    name: `${file}: ${found[1]}`,
    body: source.slice(found.index + found[0].length),
  })),
);

test("B24: every loader and action begins by naming who may call it", () => {
  const silent = handlers.filter(({ body }) => !NAMES_ITS_ACCESS.test(body)).map(({ name }) => name);
  expect(silent, "begin it with `return asAnyone(request, …)` or another helper of ~/http/access.server").toEqual([]);
});

test("every route has a loader, so that its address answers whoever opens it", () => {
  const without = routes.filter(({ hasLoader }) => !hasLoader).map(({ file }) => file);
  expect(without, "give it a loader; that of an act leads to its noun by redirectToNoun").toEqual([]);
});

test("loaders and actions are plain functions", () => {
  const wrapped = routes
    .filter(({ source }) => /export (const|let|var) (loader|action)\b|export \{[^}]*\b(loader|action)\b/.test(source))
    .map(({ file }) => file);
  expect(wrapped, "write `export async function loader(…)`").toEqual([]);
});

test("an act without a page of its own leads to its noun", () => {
  const lost = routes
    .filter(({ source, hasAction }) => hasAction && !/export default/.test(source) && !source.includes("redirectToNoun("))
    .map(({ file }) => file);
  expect(lost, "its loader is `return asAnyone(request, () => redirectToNoun(…))`").toEqual([]);
});

test("no form says what it wants in a field: each act has its own address", () => {
  const switches = routes.filter(({ source }) => /["']_?(intent|action|_method)["']/.test(source)).map(({ file }) => file);
  expect(switches, "give each act a route").toEqual([]);
});
