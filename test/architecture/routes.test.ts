import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { isReserved } from "~/features/forum/categories/category.policy";
import { PERMISSIONS } from "~/features/permissions/permissions";
import { OWN_ACTS, STAFF_ACTS } from "~/http/access/acts";
import { accessLine, everyRoute } from "../support/routes";

const routes = everyRoute();
const NAMES_ITS_ACCESS =
  /^\) ?(?:: [^{]+)?\{\s+return as(Anyone|SignedIn|PasswordHolder|Holder|Member|Staff|Confidant|Caseworker|Link)\(request,/;

/** What follows the parameters of each loader and action. */
const handlers = routes.flatMap(({ file, source }) =>
  [...source.matchAll(/export async function (loader|action)\((?:\{[^}]*\}: \w+|[^)]*)/g)].map((found) => ({
    name: `${file}: ${found[1]}`,
    body: source.slice(found.index + found[0].length),
  })),
);

test("every file of routes has its address in app/routes.ts, and no folder has more than 30", () => {
  const files = readdirSync("app/routes", { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  expect(files.filter((file) => !routes.some((route) => route.file === file))).toEqual([]);
  const folders = files.map((file) => dirname(file)).sort();
  expect(folders.filter((folder, index) => folders.indexOf(folder) === index - 30)).toEqual([]);
});

test("no category of the forum can take an address of the forum's own", () => {
  const words = routes.flatMap(({ address }) => /^\/forum\/([a-z-]+)/.exec(address)?.slice(1) ?? []);
  expect([...new Set(words)].filter((word) => !isReserved(word))).toEqual([]);
});

test("B24: every loader and action begins by naming who may call it", () => {
  const silent = handlers.filter(({ body }) => !NAMES_ITS_ACCESS.test(body)).map(({ name }) => name);
  expect(silent, "begin it with `return asAnyone(request, …)` or another helper of ~/http/access/access.server").toEqual([]);
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

/** Where a thief of a session would go. */
const GUARDED = /^\/(admin|account\/(security|password|email|privacy|sessions|leave))(\/|$)/;
const lines = routes.flatMap(({ file, address, source }) =>
  (["loader", "action"] as const).flatMap((exported) => {
    const line = accessLine(source, exported);
    return line ? [{ file, address, exported, ...line }] : [];
  }),
);

test("B48: every act of staff and upon an account is in the list, with what it demands or why the session is enough", () => {
  const forgotten = lines.filter(
    ({ address, exported, access, act }) =>
      exported === "action" &&
      !act &&
      (/^as(Holder|Staff|Confidant|Caseworker)$/.test(access) || (GUARDED.test(address) && access !== "asLink")),
  );
  expect(
    forgotten.map(({ address }) => address),
    "put the act into app/http/access/acts.ts, and name it in the access line",
  ).toEqual([]);
});

test("a page of staff names the permission it is shown under, or the act that it leads to", () => {
  const unknown = lines.filter(
    ({ access, name, act }) => /^as(Staff|Confidant|Caseworker)$/.test(access) && !act && !(name && name in PERMISSIONS),
  );
  expect(unknown.map(({ file }) => file)).toEqual([]);
});

test("HELM-1: every page and act upon one record has it open, but for the page that opens it", () => {
  const closed = lines.filter(({ address, access }) => /^\/admin\/members\/:ref(\/(?!open$)|$)/.test(address) && access !== "asCaseworker");
  expect(closed.map(({ file, exported }) => `${file}: ${exported}`)).toEqual([]);
});

test("every act of the list is named by a route", () => {
  const named = lines.map(({ act }) => act);
  const unused = [...Object.keys(OWN_ACTS), ...Object.keys(STAFF_ACTS)].filter((act) => !named.some((one) => one === act));
  expect(unused).toEqual([]);
});

test("a page shown under an act is shown under the one that its form is sent to", () => {
  const differing = routes.filter(({ source, hasAction }) => {
    const shown = accessLine(source, "loader")?.act;
    return hasAction && shown && shown !== accessLine(source, "action")?.act;
  });
  expect(differing.map(({ file }) => file)).toEqual([]);
});
