import { expect, test } from "vitest";
import type { z } from "zod";
import { PageTextSchema, UnsavedSchema } from "~/features/content/pages/page.schema";

test.each(["title", "summary", "teaser", "body"] as const)("of a %s that is too long a look says what saving says", (name) => {
  const said = (schema: z.ZodObject) => schema.shape[name].safeParse("x".repeat(100_001)).error?.issues[0]?.message;
  expect(said(UnsavedSchema)).toBe(said(PageTextSchema));
});
