import { expect, test } from "vitest";
import type { z } from "zod";
import { CodeSchema, ConfirmSchema, RecoverySchema, SignInSchema } from "~/features/accounts/sign-in/sign-in.schema";
import { UndertakingSchema } from "~/features/consents/undertaking.schema";
import { PageTextSchema, UnsavedSchema } from "~/features/content/pages/page.schema";
import { OpenRecordSchema } from "~/features/records/record.schema";

const long = "/search?q=".padEnd(3000, "x");

test.each<[string, z.ZodObject]>(
  Object.entries({ SignInSchema, CodeSchema, ConfirmSchema, RecoverySchema, UndertakingSchema, OpenRecordSchema }),
)("an address that is too long to lead back to keeps nobody out: %s", (_, schema) => {
  expect(schema.shape.next.parse(long)).toBeUndefined();
});

test.each(["title", "summary", "teaser", "body"] as const)("of a %s that is too long a look says what saving says", (name) => {
  const said = (schema: z.ZodObject) => schema.shape[name].safeParse("x".repeat(100_001)).error?.issues[0]?.message;
  expect(said(UnsavedSchema)).toBe(said(PageTextSchema));
});
