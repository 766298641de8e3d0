import { expect, test } from "vitest";
import { isPersonState, type PersonState, stateOf } from "~/features/people/person-state";

const nobody = { erasedAt: null, accountState: null, roles: [], groups: [], wasMember: false };
const active = "active" as const;

test.each<[PersonState, Partial<Parameters<typeof stateOf>[0]>]>([
  ["contact", {}],
  ["applicant", { accountState: active }],
  ["applicant", { accountState: "suspended" }],
  ["specialist", { accountState: active, groups: ["g"] }],
  ["specialist", { accountState: active, groups: ["g"], wasMember: true }],
  ["member", { accountState: active, roles: ["member"], groups: ["g"], wasMember: true }],
  ["left", { accountState: active, wasMember: true }],
  ["left", { accountState: "closed", roles: ["member"] }],
  ["left", { erasedAt: new Date(), accountState: active, roles: ["member"] }],
])("%s: %o", (state, facts) => {
  expect(stateOf({ ...nobody, ...facts })).toBe(state);
});

test.each([
  ["member", true],
  ["left", true],
  ["suspended", false],
  ["toString", false],
  ["", false],
])("%s is a state: %s", (word, expected) => {
  expect(isPersonState(word)).toBe(expected);
});
