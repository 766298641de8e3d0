import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { classifications } from "#db/classified";
import { NoticeLine } from "~/components/ui/notice-line";
import { html } from "../unit/components/parts";

/** Fields that ask somebody about themselves, by what browsers fill in or by name. */
const ABOUT_A_PERSON =
  /autoComplete="(name|email|tel|organization|organization-title|street-address)"|name="(fullName|displayName|jobTitle|organisation|odsCode|interests|phone|answer)"/;
const FIELD = /<(?:TextField|TextArea|Select|Radios|Checkbox|Checkboxes)\b[\s\S]*?\/>/g;

/** What people outside of staff are shown. */
const screens = ["app/routes", "app/features"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx") && !file.startsWith("admin/"))
    .map((file) => ({ file: join(folder, file), source: readFileSync(join(folder, file), "utf8") }))
    // a filter of a list asks nobody
    .filter(({ source }) => !source.includes('method="get"')),
);

test("HELM-5: each form that asks about a person says why, and links the notice and the information sheet", () => {
  const silent = screens
    .filter(({ source }) => [...source.matchAll(FIELD)].some(([field]) => ABOUT_A_PERSON.test(field)) && !source.includes("<NoticeLine"))
    .map(({ file }) => file);
  expect(silent, "put a NoticeLine that names the purpose above its button").toEqual([]);

  const line = html(NoticeLine({ purpose: "to answer you" }));
  for (const said of ["We ask this to answer you.", 'href="/privacy"', 'href="/privacy/sheet"']) expect(line).toContain(said);
});

/** The special categories of the law, and what else would tell of them. */
const SPECIAL =
  /health|illness|diagnos|disab|medic|religio|belief|politic|ethnic|racial|sexual|gender|tradeUnion|trade union|genetic|biometric/i;

test("no form asks for special categories of information, and nothing that is stored is about them", () => {
  const asked = screens.flatMap(({ file, source }) => [...source.matchAll(FIELD)].map(([field]) => `${file}: ${field}`));
  expect(asked.length).toBeGreaterThan(30);
  const stored = classifications().flatMap(({ title, columns }) => [title, ...Object.keys(columns)]);
  expect([...asked, ...stored].filter((words) => SPECIAL.test(words))).toEqual([]);
});
