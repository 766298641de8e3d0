import { expect, test } from "vitest";
import { editBlocker } from "~/features/content/page.policy";
import type { Actor } from "~/lib/ctx";

const person = (...roles: string[]): Actor => ({
  kind: "person",
  personId: "01900000-0000-7000-8000-000000000001",
  roles,
  groups: [],
  secondFactorAt: null,
  steppedUpAt: null,
});

test("visitors, members and other staff publish no page", () => {
  for (const actor of [{ kind: "visitor" } as const, person("member"), person("member", "moderator", "administrator")])
    expect(editBlocker(actor)).toBe("not-an-editor");
});

test("editors publish, and so does the system", () => {
  expect(editBlocker(person("member", "editor"))).toBeNull();
  expect(editBlocker({ kind: "system", reason: "seeds" })).toBeNull();
});
