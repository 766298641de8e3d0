import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseForm } from "~/http/forms/forms.server";
import { anAccount, aSite, PASSWORD } from "../support/http";

/** Nothing of these can be seen: zero-width, fillers, blanks, a soft hyphen, tags, overrides of direction, variation selectors. */
const UNSEEN = [
  "\u200b\u200b\u200b\u200b\u200b",
  "\u3164\u115f\uffa0",
  "\u2800\u2800\u2800\u2800\u2800",
  "\u00ad",
  "\u{e0041}\u{e0042}",
  "\u202e\u2066",
  "\ufe0f\u034f",
];
const OVERRIDES = "Helen \u202eedisrag\u2067 x\u2069 \u202ay";

const files = readdirSync("app/features", { recursive: true, encoding: "utf8" }).filter((file) =>
  /(\.schema|site-settings)\.ts$/.test(file),
);
const loaded = await Promise.all(files.map(async (file) => [file, await import(/* @vite-ignore */ `../../app/features/${file}`)] as const));
const schemas = loaded.flatMap(([file, module]) =>
  Object.entries(module as Record<string, unknown>)
    .filter((entry): entry is [string, z.ZodObject] => entry[1] instanceof z.ZodObject)
    .map(([name, schema]) => [`${file}, ${name}`, schema] as const),
);

async function answer(schema: z.ZodObject, field: string, typed: string) {
  const body = new URLSearchParams({ [field]: typed });
  const form = await parseForm(new Request("http://localhost/", { method: "POST", body }), schema);
  return form.ok ? form.data[field] : form.errors?.[field];
}

test("there are schemas to look at", () => expect(schemas.length).toBeGreaterThan(50));

test.each(schemas)("%s: what nobody can see is nothing, in every field", async (_, schema) => {
  for (const field of Object.keys(schema.shape))
    for (const typed of UNSEEN) expect([field, await answer(schema, field, typed)]).toEqual([field, await answer(schema, field, "")]);
});

test.each(schemas)("%s: no text of it turns what stands behind it", async (_, schema) => {
  for (const field of Object.keys(schema.shape)) {
    const body = new URLSearchParams({ [field]: OVERRIDES });
    const form = await parseForm(new Request("http://localhost/", { method: "POST", body }), schema);
    expect(JSON.stringify(form)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  }
});

test("a password is read as it was stored, with the marks that come along with a copied text", async () => {
  const [site, { email }] = [await aSite(), await anAccount()];
  const copied = `\u2068${PASSWORD}\u2069`;

  expect((await site.browser().post("/sign-in", { email, password: copied, remember: "yes\u202A" })).status).toBe(303);
  expect((await site.browser().post("/sign-in", { email, password: PASSWORD, next: "\u202A".repeat(2001) })).status).toBe(303);
});
