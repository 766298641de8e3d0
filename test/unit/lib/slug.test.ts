import { expect, test } from "vitest";
import { slugOf } from "~/lib/slug";

test.each([
  ["Straße & Maß", "strasse-mass"],
  ["ŁÓDŹ łódź", "lodz-lodz"],
  ["Œuvre, hors d’œuvre", "oeuvre-hors-doeuvre"],
  ["Ærø, Þór, Đorđe, Ħal", "aero-thor-dorde-hal"],
  ["Résumé: ½ price", "resume-1-2-price"],
  ["  --QOF 2026/27--  ", "qof-2026-27"],
  ["李", ""],
])("“%s” is “%s” in an address", (text, slug) => {
  expect(slugOf(text)).toBe(slug);
});

test("a slug is cut without a hyphen at its end", () => {
  expect(slugOf("one two three", 8)).toBe("one-two");
});
