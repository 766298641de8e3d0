import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { scrubbedError } from "~/lib/scrubbed-error";

const TYPED = "Mrs Hill came in about her knee.\n    at the surgery in Elm Road, said NHS 943 476 5919\n\nada@elm.example\n    at last";

test("of a failed statement its text and the database's code are told, and nothing of what somebody typed, on whichever line", () => {
  const cause = Object.assign(new Error("duplicate key"), { code: "23505" });
  const error = new DrizzleQueryError('insert into "forum_posts" values ($1, $2)', [TYPED, 3], cause);

  const { code, message, stack } = scrubbedError(error);

  expect(code).toBe("23505");
  expect(message).toBe('Failed query: insert into "forum_posts" values ($1, $2)');
  expect(stack).toContain("scrubbed-error.test.ts");
  for (const line of TYPED.split("\n").filter(Boolean)) expect(`${message}\n${stack}`).not.toContain(line.trim());
});

test("of any other error the message is told, without addresses", () => {
  const { message, stack } = scrubbedError(new Error("the relay refused ada@elm.example"));

  expect(message).toBe("the relay refused [address]");
  expect(stack).not.toContain("elm.example");
});
