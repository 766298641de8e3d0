import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SectionNav } from "~/components/layout/section-nav";
import { sectionsBeside } from "~/http/access/staff-sections";

const marked = (path: string) =>
  [
    ...renderToStaticMarkup(<SectionNav list={sectionsBeside(path, ["administrator"], true)!} path={path} />).matchAll(
      /<a href="([^"]+)" aria-current="(\w+)"/g,
    ),
  ].map(([, href, how]) => `${href} ${how}`);

test.each([
  ["/account", ["/account page"]],
  ["/account/email", ["/account/email page"]],
  ["/account/email/add", ["/account/email true"]],
  ["/account/privacy/restrict", ["/account/privacy/restrict page"]],
  ["/account/privacy/looks", ["/account/privacy true"]],
  ["/account/password", []],
  ["/admin", ["/admin page"]],
  ["/admin/settings/look", ["/admin/settings true"]],
])("beside %s one page of the list is marked at most: the page itself, or the one that it is within", (path, current) => {
  expect(marked(path)).toEqual(current);
});

test.each([
  ["/account", [], false, null],
  ["/accounts", [], true, null],
  ["/admin", [], true, null],
  ["/forum", ["administrator"], true, null],
  ["/account/email", [], true, "Your account"],
  ["/admin/mail", ["administrator"], true, "Manage"],
] as const)("beside %s, of somebody with the roles %j, signed in or not: %j", (path, roles, isSignedIn, label) => {
  expect(sectionsBeside(path, roles, isSignedIn)?.label ?? null).toBe(label);
});
