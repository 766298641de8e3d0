import { expect, test } from "vitest";
import { isLinkGood, linksOf, named, ownPathsOf, sendBlocker, takeOutBlocker } from "~/features/newsletters/issues/issue.policy";
import type { Check } from "~/features/newsletters/types";
import { renderMarkdown } from "~/lib/markdown.server";

const issue = { state: "draft", version: 3 } as const;
const sending = { version: 3, people: 12 };
const check = (state: Check["state"]): Check => ({ name: "size", title: "Size", state, words: "" });
const facts = { checks: [check("done"), check("warning")], reachable: 12 };

test("an issue goes in the version looked at to the number typed", () => {
  expect(sendBlocker(issue, sending, facts)).toBeNull();
});

test.each<[string, ReturnType<typeof sendBlocker>, Parameters<typeof sendBlocker>]>([
  ["a sent issue", "sent", [{ ...issue, state: "sent" }, sending, facts]],
  ["a changed issue", "changed", [{ ...issue, version: 4 }, sending, facts]],
  ["a blocked check", "checks", [issue, sending, { ...facts, checks: [check("done"), check("blocked")] }]],
  ["an empty audience", "nobody", [issue, { ...sending, people: 0 }, { ...facts, reachable: 0 }]],
  ["another number", "other-number", [issue, { ...sending, people: 13 }, facts]],
])("%s is refused", (_, reason, args) => {
  expect(sendBlocker(...args)).toBe(reason);
});

test("only a sent issue is taken out of the archive, and once", () => {
  expect(takeOutBlocker({ state: "sent", takenOutAt: null })).toBeNull();
  expect(takeOutBlocker({ state: "sent", takenOutAt: new Date() })).toBe("taken-out");
  expect(takeOutBlocker({ state: "draft", takenOutAt: null })).toBe("draft");
});

test.each<[string, string[], string[]?]>([
  ["`[a](b)` and [c](guidance)", [], ["guidance"]],
  ["[a](https://a.example/) and [b](</b>)", ["https://a.example/", "/b"]],
  ['[a](/x?a=1&b=2 "A title")', ["/x?a=1&b=2"]],
  ["<https://a.example/x>", ["https://a.example/x"]],
  ["https://a.example/x. www.b.example, hello@c.example", ["https://a.example/x", "https://www.b.example/", "mailto:hello@c.example"]],
  ["[a](www.a.example) [b](hello@b.example)", ["https://www.a.example/", "mailto:hello@b.example"]],
  ["[a](tel:0300 303 5678), tel:111222", ["tel:03003035678", "tel:111222"]],
  ["[a](tel:0113%20496%200000) <tel:0113%20496%200000>", ["tel:01134960000", "tel:01134960000"]],
  ["[a](tel:+44%20113%20496%200000;ext=5), tel:+44 113 496 0000;ext=5", ["tel:+441134960000;ext=5", "tel:+441134960000;ext=5"]],
  ["[a](tel:(0113)4960000) [b](tel:(0113) 496 0000;ext=5)", ["tel:(0113)4960000", "tel:(0113)4960000;ext=5"]],
  ["tel:0113%20496%200000 is a number cut short", []],
  ["[a](tel:...)", [], ["tel:..."]],
  ["![a plan](https://a.example/plan.png)", ["https://a.example/plan.png"]],
  ["[guide]:https://a.example/\n[ward round]:   https://b.example/", ["https://a.example/", "https://b.example/"]],
  ["- [a](/a)\n\n> [b](/b)\n\n|c|d|\n|-|-|\n|[c](/c)|[**d** and `d`](/d)|\n\n# [e](/e)", ["/a", "/b", "/c", "/d", "/e"]],
  ["[a](https://nothing) [b](mailto:nobody)", ["https://nothing/", "mailto:nobody"]],
  ["as the report says [guide]: nothing changed", []],
  ["a [b] (c) and 1 < 2 > 0, <note: well>", []],
  ["[a](htp:/broken)", [], ["htp:/broken"]],
  ["![a](htp:/broken)", [], ["htp:/broken"]],
  ["[**a**](guidance/leave)", [], ["guidance/leave"]],
  ["[a]()", [], [""]],
  ["[a](//elsewhere.example)", [], ["//elsewhere.example"]],
  ["[a](<htp:/x&y>)", [], ["<htp:/x&y>"]],
  ["[a](javascript:alert(1)) <javascript:alert(1)>", [], ["javascript:alert", "javascript:alert(1)"]],
  ["[a](https://a.example words)", ["https://a.example/"], ["https://a.example "]],
  ["`[a](b)` and\n```\n[c](htp:/d) <htp:/e>\n```\n[e](/e)", ["/e"]],
])("in “%s” readers can press %j", (text, pressed, asTyped = []) => {
  expect(linksOf(renderMarkdown(text).html)).toEqual({ pressed, asTyped });
  for (const address of pressed.filter((address) => address.startsWith("tel:"))) expect(isLinkGood(address)).toBe(true);
});

test("of the links that readers can press those to this site are known by their paths, each once", () => {
  const text =
    "[a](/guidance/a?page=2#b) [b](https://own.example/guidance/a/) https://own.example/ [c](#c) [d](https://other.example/d) `[e](/e)` [f](mailto:f@own.example)";

  expect(ownPathsOf(renderMarkdown(text).html, "https://own.example")).toEqual(["/guidance/a", "/"]);
});

test("what only leads elsewhere on the same page, or to no address at all, is no path of this site", () => {
  expect(ownPathsOf('<a href="#c">c</a> <a href="https://[bad/">d</a> <a href="/faq//#">e</a>', "https://own.example")).toEqual(["/faq"]);
});

test("many things are named by the first ten", () => {
  expect(named(["a", "b"])).toBe("a, b");
  expect(named(Array.from({ length: 10 }, (_, n) => `b${n}`))).toMatch(/ b9$/);
  expect(named(Array.from({ length: 12 }, (_, n) => `b${n}`))).toMatch(/^b0, .* b9 and 2 more$/);
});

test.each([
  "https://nhs.uk/x",
  "http://localhost:3000/x",
  "/guidance",
  "#part",
  "mailto:hello@network.example",
  "mailto:hello@network.example?subject=A%20question",
  "mailto:hello@network.example,office@network.example",
  "mailto:?subject=Worth%20reading",
  "tel:+44123456789",
  "tel:(0113)4960000",
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
  "mailto:",
  "mailto:?",
  "mailto:hello@network.example,nobody",
  "tel:%20%20%20",
  "tel:",
  "tel:ask-us",
  "tel:...",
  "tel:0113%20496%200000",
  "xmailto:ada@network.example",
  "mailto:ada@network..example",
  `mailto:ada@${".".repeat(200_000)}@`,
  "mailto:ada@network.example, bea@network.example",
  "xhttps://nhs.uk",
])("“%s” leads nowhere", (address) => {
  expect(isLinkGood(address)).toBe(false);
});
