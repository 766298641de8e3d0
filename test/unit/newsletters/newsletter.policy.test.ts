import { expect, test } from "vitest";
import { composeBlocker, RESERVED_SLUGS, slugBlocker } from "~/features/newsletters/newsletter.policy";
import type { Role } from "~/lib/ctx";
import { everyRoute } from "../../support/routes";

test("no newsletter takes the address of a page", () => {
  const pages = everyRoute().flatMap(({ address }) => /^\/newsletters\/([a-z][a-z-]*)/.exec(address)?.[1] ?? []);

  expect([...new Set(pages)].sort()).toEqual([...RESERVED_SLUGS].sort());
  for (const slug of pages) expect(slugBlocker(slug)).toBe("reserved");
});

test.each(["", "Practice", "a--b", "-a", "a/b", "ü"])("“%s” is no slug", (slug) => {
  expect(slugBlocker(slug)).toBe("not-a-slug");
});

test("the words of the senders' pages are reserved, any other is free", () => {
  for (const slug of ["issues", "new"]) expect(slugBlocker(slug)).toBe("reserved");
  for (const slug of ["practice-matters", "a", "2026", "issues-2"]) expect(slugBlocker(slug)).toBeNull();
});

test("senders, administrators and the system compose, nobody else", () => {
  const person = (...roles: Role[]) =>
    ({ kind: "person", personId: "p", roles, groups: [], secondFactorAt: null, steppedUpAt: null }) as const;
  for (const actor of [{ kind: "visitor" } as const, person("member"), person("member", "editor", "moderator")])
    expect(composeBlocker(actor)).toBe("not-a-sender");
  for (const actor of [{ kind: "system", reason: "seeds" } as const, person("newsletter-sender"), person("administrator")])
    expect(composeBlocker(actor)).toBeNull();
});
