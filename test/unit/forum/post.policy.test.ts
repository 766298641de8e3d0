import { expect, test } from "vitest";
import {
  editBlocker,
  isAuthor,
  mayReadEarlier,
  removalBlocker,
  reportBlocker,
  retitleBlocker,
  type ThanksBlocker,
  thanksBlocker,
} from "~/features/forum/posts/post.policy";
import type { Actor, Role } from "~/lib/ctx";
import { HOUR, later } from "~/lib/dates";
import { anActor } from "../../support/actors";

const AUTHOR = "01900000-0000-7000-8000-000000000001";
const written = new Date("2026-11-02T09:00:00Z");
const soon = later(written, HOUR);
const post = { writerId: AUTHOR, createdAt: written, editedBy: null, isRemoved: false, topicIsLocked: false, sanction: null };
const sanction = { code: "3hd8w2kq7p", kind: "read-only", reason: "Rude", endsAt: null } as const;

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

test("whoever is under a sanction edits nothing, and takes their own words back", () => {
  expect(editBlocker(author, { ...post, sanction }, soon)).toBe("sanctioned");
  expect(removalBlocker(author, post)).toBeNull();
});

test("an author does not edit in a closed topic", () => {
  expect(editBlocker(author, { ...post, topicIsLocked: true }, soon)).toBe("locked");
});

test("nobody but its author and moderators edits a post", () => {
  expect(editBlocker({ kind: "visitor" }, post, soon)).toBe("signed-out");
  expect(editBlocker(other, post, soon)).toBe("not-yours");
  expect(editBlocker(other, { ...post, writerId: null }, soon)).toBe("not-yours");
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

test("a title is changed by whom and as long as the first post could be, but comments have their page’s", () => {
  const topic = { writerId: AUTHOR, createdAt: written, retitledBy: null, isLocked: false, page: null, sanction: null };
  expect(retitleBlocker(author, topic, later(written, 24 * HOUR))).toBeNull();
  expect(retitleBlocker(author, topic, later(written, 24 * HOUR + 1))).toBe("too-late");
  expect(retitleBlocker(author, { ...topic, isLocked: true }, soon)).toBe("locked");
  expect(retitleBlocker(author, { ...topic, retitledBy: "moderator" }, soon)).toBe("moderated");
  expect(retitleBlocker(other, topic, soon)).toBe("not-yours");
  expect(retitleBlocker(moderator, { ...topic, page: "guidance/contracts" }, soon)).toBe("comments");
});

test("a post is reported by anybody but its author, while it is there", () => {
  for (const reader of [{ kind: "visitor" } as const, other, moderator]) expect(reportBlocker(reader, post)).toBeNull();
  expect(reportBlocker(author, post)).toBe("own");
  expect(reportBlocker(other, { ...post, isRemoved: true })).toBe("removed");
});

const thanked = { writerId: AUTHOR, isAuthorUsable: true, isRemoved: false, isHidden: false, sanction: null };
test.each<[string, Parameters<typeof thanksBlocker>, ThanksBlocker | null]>([
  ["a member", [anActor(), thanked], null],
  ["a specialist in their group", [anActor({ roles: [], groups: ["ours"] }), thanked], null],
  ["a member under a sanction", [anActor(), { ...thanked, sanction }], "sanctioned"],
  ["an applicant", [anActor({ roles: [] }), thanked], "not-a-member"],
  ["a visitor", [{ kind: "visitor" }, thanked], "signed-out"],
  ["its author", [author, thanked], "own"],
  ["of a removed post", [anActor(), { ...thanked, isRemoved: true }], "removed"],
  ["of a hidden post", [anActor(), { ...thanked, isHidden: true }], "removed"],
  ["of somebody who left", [anActor(), { ...thanked, isAuthorUsable: false }], "removed"],
  ["of nobody", [anActor(), { ...thanked, writerId: null }], "removed"],
])("who may say thanks: %s", (_who, asked, blocker) => {
  expect(thanksBlocker(...asked)).toBe(blocker);
});

test("what stood in a post before is read by its author and by moderators", () => {
  expect([author, moderator, other, { kind: "visitor" } as const].map((reader) => mayReadEarlier(reader, post))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
