import { expect, test } from "vitest";
import {
  appealBlocker,
  decisionBlocker,
  type ModerationState,
  moderationBlocker,
  restoreBlocker,
  undoBlocker,
} from "~/features/forum/moderation/moderation.policy";
import type { Actor, Role } from "~/lib/ctx";

const person = (n: number, ...roles: Role[]): Actor => ({
  kind: "person",
  personId: `01900000-0000-7000-8000-00000000000${n}`,
  roles: ["member", ...roles],
  groups: [],
  secondFactorAt: null,
  steppedUpAt: null,
});
const visitor: Actor = { kind: "visitor" };
const author = person(1);
const moderator = person(2, "moderator");
const another = person(3, "moderator");
const authorWhoModerates = person(1, "moderator");

const act: ModerationState = {
  kind: "removed",
  writerId: "01900000-0000-7000-8000-000000000001",
  moderatorId: "01900000-0000-7000-8000-000000000002",
  isAppealed: false,
  isDecided: false,
  isUndone: false,
  postIsGone: false,
  hasLaterAct: false,
  noWayBack: null,
};
const appealed = { ...act, isAppealed: true };
const decided = { ...appealed, isDecided: true };

test("only a moderator moderates", () => {
  expect(moderationBlocker(visitor)).toBe("signed-out");
  expect(moderationBlocker({ kind: "system", reason: "test" })).toBe("signed-out");
  expect(moderationBlocker(author)).toBe("not-a-moderator");
  expect(moderationBlocker(person(4, "administrator"))).toBe("not-a-moderator");
  expect(moderationBlocker(moderator)).toBeNull();
});

test("any moderator undoes an act, also their own, but nobody one on their own post", () => {
  expect(undoBlocker(authorWhoModerates, act)).toBe("own-post");
  expect(undoBlocker(moderator, act)).toBeNull();
  expect(undoBlocker(another, act)).toBeNull();
});

test("an act is undone once, and not while an appeal about it waits", () => {
  expect(undoBlocker(moderator, { ...act, isUndone: true })).toBe("undone");
  expect(undoBlocker(moderator, appealed)).toBe("appealed");
  expect(undoBlocker(moderator, decided)).toBeNull();
});

test("texts come back in the order in which they went, and not once their author took them back", () => {
  expect(restoreBlocker(act)).toBeNull();
  expect(undoBlocker(another, { ...act, hasLaterAct: true })).toBe("later-act");
  expect(undoBlocker(another, { ...act, postIsGone: true })).toBe("post-gone");
});

test.each(["place-closed", "written-since"] as const)("a topic that was moved stays there where it is %s", (noWayBack) => {
  expect(undoBlocker(moderator, { ...act, noWayBack })).toBe(noWayBack);
  expect(restoreBlocker({ ...act, noWayBack })).toBe(noWayBack);
});

test("PMN-16: the author appeals once, and nobody else does", () => {
  expect(appealBlocker(author, act)).toBeNull();
  expect(appealBlocker(author, appealed)).toBe("appealed");
  expect(appealBlocker(author, decided)).toBe("appealed");
  expect(appealBlocker(author, { ...act, isUndone: true })).toBe("undone");
  expect(appealBlocker(author, { ...act, postIsGone: true })).toBe("post-gone");
  for (const actor of [visitor, moderator, another]) expect(appealBlocker(actor, act)).toBe("not-yours");
  expect(appealBlocker(visitor, { ...act, writerId: null })).toBe("not-yours");
});

test("PMN-16: somebody else than the moderator and the author decides, once", () => {
  expect(decisionBlocker(another, appealed)).toBeNull();
  expect(decisionBlocker(moderator, appealed)).toBe("own-act");
  expect(decisionBlocker(authorWhoModerates, appealed)).toBe("own-post");
  expect(decisionBlocker(another, act)).toBe("no-appeal");
  expect(decisionBlocker(another, decided)).toBe("decided");
});
