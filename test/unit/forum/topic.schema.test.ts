import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { NewTopicSchema, TITLE_MAX } from "~/features/forum/topics/topic.schema";

const parse = (title: unknown) => NewTopicSchema.safeParse({ title, body: "Hello", submissionId: uuidv7() });
const titleError = (title: unknown) => parse(title).error?.issues[0]?.message;

test("a title is one line without space around it", () => {
  expect(parse("  Rota\nsoftware   that works ").data?.title).toBe("Rota software that works");
});

test("a title has 3 to 255 characters", () => {
  expect(titleError("  ")).toBe("Enter a title");
  expect(titleError(undefined)).toBe("Enter a title");
  expect(titleError("HR")).toBe("Title must be 3 characters or more");
  expect(titleError("CQC")).toBeUndefined();
  expect(titleError("x".repeat(TITLE_MAX))).toBeUndefined();
  expect(titleError("x".repeat(TITLE_MAX + 1))).toBe("Title must be 255 characters or less");
});
