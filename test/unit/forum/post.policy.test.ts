import { expect, test } from "vitest";
import { editBlocker, isAuthor, removalBlocker } from "~/features/forum/posts/post.policy";
import type { Actor, Role } from "~/lib/ctx";
import { HOUR, later } from "~/lib/dates";

const AUTHOR = "01900000-0000-7000-8000-000000000001";
const written = new Date("2026-11-02T09:00:00Z");
const soon = later(written, HOUR);
const post = { authorId: AUTHOR, createdAt: written, editedBy: null, isRemoved: false, topicIsLocked: false };

const person = (personId: string, ...roles: Role[]): Actor => ({
  kind: "person",
  personId,
  roles: ["member", ...roles],
  groups: [],
  secondFactorAt: null,
  steppedUpAt: null,
});
const author = person(AUTHOR);
const other = person("01900000-0000-7000-8000-000000000002");
const moderator = person("01900000-0000-7000-8000-000000000003", "moderator");

test("an author edits their post for a day, to the millisecond", () => {
  expect(editBlocker(author, post, later(written, 24 * HOUR))).toBeNull();
  expect(editBlocker(author, post, later(written, 24 * HOUR + 1))).toBe("too-late");
});

test("an author does not edit in a closed topic", () => {
  expect(editBlocker(author, { ...post, topicIsLocked: true }, soon)).toBe("locked");
});

test("nobody but its author and moderators edits a post", () => {
  expect(editBlocker({ kind: "visitor" }, post, soon)).toBe("signed-out");
  expect(editBlocker(other, post, soon)).toBe("not-yours");
  expect(editBlocker(other, { ...post, authorId: null }, soon)).toBe("not-yours");
});

test("a moderator edits any post at any time, also in a closed topic", () => {
  expect(editBlocker(moderator, { ...post, topicIsLocked: true }, later(written, 900 * HOUR))).toBeNull();
});

test("what a moderator edited its author does not edit back, even one who moderates", () => {
  const moderated = { ...post, editedBy: "moderator" as const };
  expect(editBlocker(author, moderated, soon)).toBe("moderated");
  expect(editBlocker(person(AUTHOR, "moderator"), moderated, soon)).toBe("moderated");
  expect(editBlocker(moderator, moderated, soon)).toBeNull();
});

test("a removed post is edited by nobody", () => {
  expect(editBlocker(author, { ...post, isRemoved: true }, soon)).toBe("removed");
  expect(editBlocker(moderator, { ...post, isRemoved: true }, soon)).toBe("removed");
});

test("a post is removed by its author or a moderator, once", () => {
  expect(removalBlocker({ kind: "visitor" }, post)).toBe("signed-out");
  expect(removalBlocker(other, post)).toBe("not-yours");
  expect(removalBlocker(author, post)).toBeNull();
  expect(removalBlocker(moderator, post)).toBeNull();
  expect(removalBlocker(author, { ...post, isRemoved: true })).toBe("removed");
});

test("a mailed link is not the author it was mailed to", () => {
  expect(isAuthor({ kind: "link", purpose: "manage", subject: "x", personId: AUTHOR }, post)).toBe(false);
  expect(isAuthor(author, post)).toBe(true);
});
