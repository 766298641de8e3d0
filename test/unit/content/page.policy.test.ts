import { describe, expect, test } from "vitest";
import { editBlocker, nextReview, pageStates, previewOf, takeOutBlocker } from "~/features/content/pages/page.policy";
import type { Actor, Role } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";

const now = new Date("2026-11-21T12:00:00Z");
const yesterday = new Date("2026-11-20T12:00:00Z");
const tomorrow = new Date("2026-11-22T12:00:00Z");

const person = (...roles: Role[]): Actor => ({
  kind: "person",
  personId: "01900000-0000-7000-8000-000000000001",
  roles,
  groups: [],
  secondFactorAt: null,
  steppedUpAt: null,
});

test("visitors, members, other staff and mailed links edit no page", () => {
  const link: Actor = { kind: "link", purpose: "manage", subject: "", personId: null };
  for (const actor of [{ kind: "visitor" } as const, link, person(), person("member"), person("member", "moderator", "administrator")])
    expect(editBlocker(actor)).toBe("not-an-editor");
});

test("editors do, and so does the system", () => {
  expect(editBlocker(person("member", "editor"))).toBeNull();
  expect(editBlocker({ kind: "system", reason: "seeds" })).toBeNull();
});

test.each([
  ["never published", { version: 2, publishedVersion: null }, ["draft"]],
  ["published as it is", { version: 2, publishedVersion: 2 }, ["published"]],
  ["saved since", { version: 3, publishedVersion: 2 }, ["published", "changed"]],
  ["due", { version: 2, publishedVersion: 2, reviewDueAt: now }, ["published", "due"]],
  ["due tomorrow", { version: 2, publishedVersion: 2, reviewDueAt: tomorrow }, ["published"]],
  ["a draft that would be due", { version: 1, publishedVersion: null, reviewDueAt: yesterday }, ["draft"]],
  [
    "a draft that waits and goes out",
    { version: 1, publishedVersion: null, reviewAskedAt: now, goesOutAt: tomorrow },
    ["draft", "in-review", "scheduled"],
  ],
  ["coming down", { version: 2, publishedVersion: 2, comesDownAt: tomorrow }, ["published", "scheduled"]],
  ["taken down, whatever else", { version: 3, publishedVersion: 2, reviewDueAt: yesterday, archivedAt: yesterday }, ["taken-down"]],
])("a page that is %s", (_what, page, states) => {
  expect(pageStates({ archivedAt: null, reviewDueAt: null, ...page }, now)).toEqual(states);
});

test("a page that is published is read through again after a year, or on its own day if nobody was told of that yet; news never", () => {
  expect(nextReview({ reviewDueAt: null, isArticle: false }, now)).toEqual(new Date("2027-11-21T12:00:00Z"));
  expect(nextReview({ reviewDueAt: yesterday, isArticle: false }, now)).toEqual(new Date("2027-11-21T12:00:00Z"));
  expect(nextReview({ reviewDueAt: later(now, 14 * DAY), isArticle: false }, now)).toEqual(new Date("2027-11-21T12:00:00Z"));
  expect(nextReview({ reviewDueAt: later(now, 15 * DAY), isArticle: false }, now)).toEqual(later(now, 15 * DAY));
  expect(nextReview({ reviewDueAt: tomorrow, isArticle: true }, now)).toBeNull();
});

test.each<[string, ReturnType<typeof takeOutBlocker>, number, { archivedAt?: Date; takenOutAt?: Date }]>([
  ["the newest text", "newest", 3, {}],
  ["the newest of a page that was taken down", "newest", 3, { archivedAt: yesterday }],
  ["what readers have", "published", 2, {}],
  ["what readers had, of a page that was taken down", null, 2, { archivedAt: yesterday }],
  ["an earlier one", null, 1, {}],
  ["one that was taken out", "taken-out", 1, { takenOutAt: yesterday }],
])("of the texts of a page, taking out %s: %s", (_what, reason, number, { archivedAt = null, takenOutAt = null }) => {
  expect(takeOutBlocker({ version: 3, publishedVersion: 2, archivedAt }, { number, takenOutAt })).toBe(reason);
});

describe("what a reader is answered", () => {
  const open = { audience: "open" as const, groupIds: [], teaser: "t" };
  const members = { audience: "members" as const, groupIds: [], teaser: "t" };
  const silent = { ...members, teaser: null };
  const group = { audience: "groups" as const, groupIds: ["a"], teaser: "t" };
  const readers = {
    visitor: { kind: "visitor" },
    member: { kind: "member" },
    a: { kind: "group", groupId: "a" },
    b: { kind: "group", groupId: "b" },
  } as const;

  test.each([
    ["visitor", ["page", "teaser", "nothing", "nothing"]],
    ["member", ["page", "page", "page", "nothing"]],
    ["a", ["page", "teaser", "nothing", "page"]],
    ["b", ["page", "teaser", "nothing", "nothing"]],
  ] as const)("%s", (reader, answers) => {
    expect([open, members, silent, group].map((page) => previewOf(page, readers[reader]))).toEqual(answers);
  });
});
