import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { MESSAGE_MAX, ReplySchema } from "~/features/forum/posts/reply.schema";

const submissionId = uuidv7();
const messageError = (body: unknown) =>
  ReplySchema.safeParse({ body, submissionId }).error?.issues.find(({ path }) => path[0] === "body")?.message;

test("a reply is kept without the empty lines around it", () => {
  expect(ReplySchema.parse({ body: " \n\n  Try the rota.\n\nIt works. \n\t\n", submissionId }).body).toBe("  Try the rota.\n\nIt works. ");
});

test.each(["", "   \n\t ", undefined])("an empty reply is refused: %j", (body) => {
  expect(messageError(body)).toBe("Write a message");
});

test("a reply has at most 32,000 characters", () => {
  expect(messageError("x".repeat(MESSAGE_MAX))).toBeUndefined();
  expect(messageError("x".repeat(MESSAGE_MAX + 1))).toBe("Message must be 32,000 characters or less");
});

test("a form without its number is refused", () => {
  expect(ReplySchema.safeParse({ body: "Hello", submissionId: "1" }).success).toBe(false);
});

test("B25: fields that the form does not have are dropped", () => {
  expect(Object.keys(ReplySchema.parse({ body: "Hello", submissionId, authorId: "x", createdAt: "2020-01-01", number: "1" }))).toEqual([
    "body",
    "submissionId",
  ]);
});
