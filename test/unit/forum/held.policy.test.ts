import { expect, test } from "vitest";
import { declineAppealBlocker, type HeldState, heldBlocker } from "~/features/forum/held/held.policy";
import type { Actor } from "~/lib/ctx";

const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;
const person = (n: number): Actor => ({
  kind: "person",
  personId: id(n),
  roles: ["member", "moderator"],
  groups: [],
  secondFactorAt: null,
  steppedUpAt: null,
});
const waiting: HeldState = { authorId: id(1), state: "waiting", declinedBy: null, isAppealed: false };
const declined: HeldState = { ...waiting, state: "declined", declinedBy: id(2) };
const appealed: HeldState = { ...declined, state: "waiting", isAppealed: true };

test.each<[string, number, HeldState, ReturnType<typeof heldBlocker>]>([
  ["a moderator decides", 2, waiting, null],
  ["not about their own", 1, waiting, "own-post"],
  ["not twice", 3, declined, "decided"],
  ["not what stands", 3, { ...waiting, state: "through" }, "decided"],
  ["an appeal is for another", 2, appealed, "own-act"],
  ["who decides it", 3, appealed, null],
])("%s", (_, who, held, expected) => {
  expect(heldBlocker(person(who), held)).toBe(expected);
});

test.each<[string, number, HeldState, ReturnType<typeof declineAppealBlocker>]>([
  ["a writer appeals", 1, declined, null],
  ["nobody else", 2, declined, "not-yours"],
  ["not while it waits", 1, waiting, "not-declined"],
  ["once", 1, appealed, "appealed"],
  ["nor after the decision", 1, { ...appealed, state: "declined" }, "appealed"],
])("%s", (_, who, held, expected) => {
  expect(declineAppealBlocker(person(who), held)).toBe(expected);
});
