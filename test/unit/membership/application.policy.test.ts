import { describe, expect, test } from "vitest";
import {
  codeIsAnothers,
  decisionBlocker,
  decisionRefusal,
  questionsSeen,
  versionOf,
} from "~/features/membership/applications/application.policy";
import type { Actor, Role } from "~/lib/ctx";

const person = (...roles: Role[]): Actor => ({
  kind: "person",
  personId: "decider",
  roles,
  groups: [],
  secondFactorAt: null,
  steppedUpAt: null,
});
const waiting = { state: "waiting" as const, personId: "applicant", version: "waiting-0" };

describe("who decides", () => {
  test.each<Role[]>([
    ["member"],
    ["member", "moderator"],
    ["member", "editor"],
    ["member", "newsletter-sender"],
    ["member", "administrator"],
    ["member", "data-protection-officer"],
  ])("PMN-26: %s %s does not", (...roles) => {
    expect(decisionBlocker(person(...roles), waiting, "waiting-0")).toBe("not-a-decider");
  });

  test("visitors and links do not", () => {
    expect(decisionBlocker({ kind: "visitor" }, waiting, "waiting-0")).toBe("not-a-decider");
    expect(decisionBlocker({ kind: "link", purpose: "apply", subject: "x", personId: "decider" }, waiting, "waiting-0")).toBe(
      "not-a-decider",
    );
  });

  test.each(["steering-group", "contacts-officer"] as const)("%s does", (role) => {
    expect(decisionBlocker(person("member", role), waiting, "waiting-0")).toBeNull();
  });

  test("B26: nobody decides their own", () => {
    expect(decisionBlocker(person("steering-group"), { ...waiting, personId: "decider" }, "waiting-0")).toBe("own");
  });
});

describe("what is decided", () => {
  test.each(["approved", "declined", "withdrawn", "unproven"] as const)("one that is %s is not", (state) => {
    expect(decisionBlocker(person("steering-group"), { ...waiting, state }, undefined)).toBe(state);
  });

  test("B28: nothing that the page did not show", () => {
    const answered = { ...waiting, version: versionOf({ state: "waiting", questions: 1 }) };
    expect(decisionBlocker(person("steering-group"), answered, "asked-1")).toBe("answered");
    const asked = { ...waiting, state: "asked" as const, version: "asked-1" };
    expect(decisionBlocker(person("steering-group"), asked, "waiting-0")).toBe("asked");
    expect(decisionBlocker(person("steering-group"), answered, "waiting-1")).toBeNull();
    expect(decisionBlocker(person("steering-group"), asked, "asked-1")).toBeNull();
  });

  test("whoever is only asked whether they may decide names no version", () => {
    expect(decisionBlocker(person("steering-group"), waiting, undefined)).toBeNull();
    expect(decisionBlocker(person("steering-group"), { ...waiting, state: "asked", version: "asked-1" }, undefined)).toBeNull();
  });

  test.each([
    ["waiting-0", 0],
    [versionOf({ state: "asked", questions: 12 }), 12],
    ["asked-3-", 0],
    ["asked", 0],
    [undefined, 0],
  ])("a page that showed %s showed %d questions", (version, questions) => {
    expect(questionsSeen(version)).toBe(questions);
  });
});

test("the second of two is told who was first, or that somebody was", () => {
  expect(decisionRefusal({ reason: "approved", by: "Joanne Tully" })).toMatch(/^Joanne Tully approved/);
  expect(decisionRefusal({ reason: "declined", by: null })).toMatch(/^Somebody else declined/);
  expect(decisionRefusal({ reason: "answered", by: null })).toMatch(/answered/);
});

test("whoever gives another organisation’s code is told whose it is", () => {
  expect(codeIsAnothers({ name: "Elmtree Surgery", odsCode: "A81001" })).toMatch(/^A81001 is Elmtree Surgery/);
});
