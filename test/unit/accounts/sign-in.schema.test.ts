import { expect, test } from "vitest";
import { CodeSchema, ConfirmSchema, RecoverySchema, SignInSchema } from "~/features/accounts/sign-in/sign-in.schema";
import { UndertakingSchema } from "~/features/consents/undertaking.schema";
import { ReadSchema } from "~/features/notices/notice.schema";
import { OpenRecordSchema } from "~/features/records/record.schema";

test.each([
  ["signing in", SignInSchema, { email: "ada@practice.example", password: "x" }],
  ["a code", CodeSchema, { code: "123456" }],
  ["confirming who one is", ConfirmSchema, { password: "x" }],
  ["a recovery code", RecoverySchema, { recoveryCode: "k7mq-2xhd-9tzb-r4ew" }],
  ["opening a record", OpenRecordSchema, { purpose: "other", words: "Asked by phone" }],
  ["the undertaking", UndertakingSchema, { agree: "yes", version: "1" }],
  ["a notice that was read", ReadSchema, { notice: "privacy", version: "1" }],
])("%s is not refused for where one goes on to", (_what, schema, typed) => {
  expect(schema.safeParse({ ...typed, next: `/search?q=${"x".repeat(5_000)}` }).success).toBe(true);
});

test("a box that says something else than its form does is not ticked", () => {
  const typed = { email: "ada@practice.example", password: "x" };
  expect(SignInSchema.parse({ ...typed, remember: "yes" })).toMatchObject({ remember: "yes" });
  expect(SignInSchema.parse({ ...typed, remember: "on" }).remember).toBeUndefined();
});
