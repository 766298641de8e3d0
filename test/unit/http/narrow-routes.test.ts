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
  ["/forum/waiting-rooms", ["root", "home", "any-page", "category", "topic"]],
  ["/account/password", ["root", "home", "any-page", "account", "password"]],
  ["/guidance/complaints", ["root", "home", "any-page"]],
  ["/", ["root", "home", "any-page"]],
])("%s is answered by what begins like it and by what matches anything", (path, expected) => {
  expect(answering(path)).toEqual(expected);
});

test.each(["/FORUM/x", "/%66orum/x", "//forum/x", "/forum?a=/account"])("%s is read as the framework reads it", (path) => {
  expect(answering(path)).toContain("category");
});

test("an address that cannot be decoded reaches what matches anything", () => {
  expect(answering("/%E0%A4%A")).toEqual(["root", "home", "any-page"]);
});

test("the manifest is narrowed with the routes", () => {
  const { routes, assets } = narrowRoutes(build, (share) => share)("http://localhost/account");
  expect(Object.keys(assets.routes)).toEqual(Object.keys(routes));
});
