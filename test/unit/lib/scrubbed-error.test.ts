import { DrizzleQueryError } from "drizzle-orm/errors";
import pino from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { logger } from "~/lib/logger.server";
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

test.each([
  ["alone", undefined],
  ["with words", "job failed"],
])("B42: no line of the log that is given an error %s holds what somebody typed", (_how, words) => {
  const { level } = logger;
  logger.level = "error";
  const lines = vi.spyOn((logger as unknown as Record<symbol, pino.DestinationStream>)[pino.symbols.streamSym]!, "write").mockReturnValue();
  onTestFinished(() => {
    logger.level = level;
    lines.mockRestore();
  });
  logger.error({ event: "error", err: new DrizzleQueryError('insert into "drafts" values ($1)', ["Mrs Hill"], new Error("no")) }, words);

  expect(lines).toHaveBeenCalledOnce();
  expect(lines.mock.calls[0]![0]).toContain('Failed query: insert into \\"drafts\\" values ($1)');
  expect(lines.mock.calls[0]![0]).not.toContain("Mrs Hill");
});
