import fc from "fast-check";
import { expect, test } from "vitest";
import { compareTexts } from "~/features/content/revisions/compare-texts";

test("words that were changed stand beside what they replaced", () => {
  expect(compareTexts("Close at five.", "Close at six.")).toEqual([
    { kind: "same", text: "Close at " },
    { kind: "removed", text: "five" },
    { kind: "added", text: "six" },
    { kind: "same", text: "." },
  ]);
});

test("what is left of each text is that text, for any two", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (before, after) => {
      const changes = compareTexts(before, after);
      const without = (kind: string) =>
        changes
          .filter((change) => change.kind !== kind)
          .map(({ text }) => text)
          .join("");
      expect([without("added"), without("removed")]).toEqual([before, after]);
    }),
  );
});

test("two long texts with nothing in common are compared all the same", () => {
  const words = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index}`).join(" ");
  const changes = compareTexts(words("a"), words("b"));

  expect(
    changes
      .filter(({ kind }) => kind === "removed")
      .map(({ text }) => text)
      .join(""),
  ).toContain("a19999");
});
