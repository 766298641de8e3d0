import { expect, test } from "vitest";
import { isLinkGood, linksOf, sendBlocker } from "~/features/newsletters/issue.policy";
import type { Check } from "~/features/newsletters/types";
import type { Actor } from "~/lib/ctx";

const sender: Actor = {
  kind: "person",
  personId: "p",
  roles: ["member", "newsletter-sender"],
  groups: [],
  secondFactorAt: new Date(),
  steppedUpAt: null,
};
const issue = { state: "draft", version: 3 } as const;
const sending = { version: 3, people: 12 };
const check = (state: Check["state"]): Check => ({ name: "size", title: "Size", state, words: "" });
const facts = { checks: [check("done"), check("warning")], reachable: 12 };

test("a sender sends the version looked at to the number typed", () => {
  expect(sendBlocker(sender, issue, sending, facts)).toBeNull();
});

test.each<[string, ReturnType<typeof sendBlocker>, Parameters<typeof sendBlocker>]>([
  ["a visitor", "not-a-sender", [{ kind: "visitor" }, issue, sending, facts]],
  ["a member", "not-a-sender", [{ ...sender, roles: ["member"] }, issue, sending, facts]],
  ["a sent issue", "sent", [sender, { ...issue, state: "sent" }, sending, facts]],
  ["a changed issue", "changed", [sender, { ...issue, version: 4 }, sending, facts]],
  ["a blocked check", "checks", [sender, issue, sending, { ...facts, checks: [check("done"), check("blocked")] }]],
  ["an empty audience", "nobody", [sender, issue, { ...sending, people: 0 }, { ...facts, reachable: 0 }]],
  ["another number", "other-number", [sender, issue, { ...sending, people: 13 }, facts]],
])("%s is refused", (_, reason, args) => {
  expect(sendBlocker(...args)).toBe(reason);
});

test("links are found in every way that Markdown writes them", () => {
  const body = "[a](https://a.example) and [b](</b c>) <https://c.example/x> [d][1]\n\n[1]: https://d.example";

  expect(linksOf(body)).toEqual(["https://a.example", "/b", "https://c.example/x", "https://d.example"]);
});

test("a link's name may have several letters, and no space or several before its address", () => {
  expect(linksOf("[guide]:https://a.example\n[ward round]:   https://b.example")).toEqual(["https://a.example", "https://b.example"]);
});

test("brackets within a sentence name no link", () => {
  expect(linksOf("as the report says [guide]: nothing changed")).toEqual([]);
});

test.each([
  "https://nhs.uk/x",
  "http://localhost:3000/x",
  "/guidance",
  "#part",
  "mailto:hello@network.example",
  "mailto:hello@network.example?subject=A%20question",
  "tel:+44123456789",
  "tel:0300-303-5678;ext=1",
])("%s leads somewhere", (address) => {
  expect(isLinkGood(address)).toBe(true);
});

test.each([
  "",
  "guidance",
  "//elsewhere.example",
  "htp://x.example",
  "https://",
  "https://nothing",
  "javascript:alert(1)",
  "mailto:nobody",
  "tel:",
  "tel:ask-us",
  "xmailto:ada@network.example",
  "mailto:ada@network.example, bea@network.example",
  "xhttps://nhs.uk",
])("“%s” leads nowhere", (address) => {
  expect(isLinkGood(address)).toBe(false);
});
