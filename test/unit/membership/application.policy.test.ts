import { describe, expect, test } from "vitest";
import { decisionBlocker, decisionRefusal, versionOf } from "~/features/membership/applications/application.policy";
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
  });
});

test("the second of two is told who was first, or that somebody was", () => {
  expect(decisionRefusal({ reason: "approved", by: "Joanne Tully" })).toMatch(/^Joanne Tully approved/);
  expect(decisionRefusal({ reason: "declined", by: null })).toMatch(/^Somebody else declined/);
  expect(decisionRefusal({ reason: "answered", by: null })).toMatch(/answered/);
});
