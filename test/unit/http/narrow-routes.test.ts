import type { ServerBuild } from "@remix-run/node";
import { expect, test } from "vitest";
import { narrowRoutes } from "~/http/server/narrow-routes.server";

const route = (id: string, path?: string, parentId: string | undefined = "root") => [id, { id, path, parentId }];
const routes = Object.fromEntries([
  ["root", { id: "root", path: "" }],
  route("home"),
  route("any-page", "*"),
  route("category", "forum/:category"),
  route("topic", "forum/topics/:topic"),
  route("account", "account"),
  route("password", "password", "account"),
]);
const build = { routes, assets: { routes } } as unknown as ServerBuild;

const answering = (path: string) => Object.keys(narrowRoutes(build, (share) => share)(`http://localhost${path}`).routes);

test.each([
  ["/forum/waiting-rooms", ["root", "any-page", "category"]],
  ["/forum/topics/1", ["root", "any-page", "topic"]],
  ["/forum/topics", ["root", "any-page", "category"]],
  ["/account/password", ["root", "any-page", "account", "password"]],
  ["/account", ["root", "any-page", "account"]],
  ["/guidance/complaints", ["root", "any-page"]],
  ["/", ["root", "home", "any-page"]],
])("%s is answered by the routes that have its words and by what matches anything", (path, expected) => {
  expect(answering(path)).toEqual(expected);
});

test("a word that may be left out keeps a route among those of any address", () => {
  const more = { ...routes, ...Object.fromEntries([route("year", "archive/:year?")]) };
  const narrow = narrowRoutes({ routes: more, assets: { routes: more } } as unknown as ServerBuild, (share) => share);
  expect(Object.keys(narrow("http://localhost/archive").routes)).toContain("year");
});

test("what answers is made once for each set of routes", () => {
  const narrow = narrowRoutes(build, () => ({}));
  expect(narrow("http://localhost/forum/topics/1")).toBe(narrow("http://localhost/forum/TOPICS/2?page=2"));
  expect(narrow("http://localhost/forum/topics/1")).not.toBe(narrow("http://localhost/forum/1"));
});

test.each(["/FORUM/x", "/%66orum/x", "//forum/x", "/forum/x?a=/account"])("%s is read as the framework reads it", (path) => {
  expect(answering(path)).toContain("category");
});

test("an address that cannot be decoded reaches what matches anything", () => {
  expect(answering("/%E0%A4%A")).toEqual(["root", "any-page"]);
});

test("the manifest is narrowed with the routes", () => {
  const { routes, assets } = narrowRoutes(build, (share) => share)("http://localhost/account");
  expect(Object.keys(assets.routes)).toEqual(Object.keys(routes));
});
