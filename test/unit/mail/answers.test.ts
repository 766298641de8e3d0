import { expect, test } from "vitest";
import { type Outcome, readOutcome } from "~/features/mail/transport/smtp-outcome.policy";
import { answersTable } from "../../support/answers";

const rows = answersTable();

test("the table is as long as it says, and each of its answers is one", () => {
  for (const { answer } of rows) expect(answer).toMatch(/^(\d{3}-.*\n)*\d{3} .+$/);
  expect(rows.length).toBeGreaterThanOrEqual(300);
  expect(new Set(rows.map(({ command, answer }) => `${command} ${answer}`)).size).toBe(rows.length);
});

test.each(rows)("$command: $answer is $meaning", ({ failure, meaning }) => {
  expect(wordFor(readOutcome(failure, "list"))).toBe(meaning);
});

test("an answer of a megabyte is read as fast as its beginning", () => {
  for (const text of ["a", "<", "exceed", "user ", "1-2."]) {
    const response = `550 5.1.1 ${text.repeat(1_000_000 / text.length)}`;
    const begun = performance.now();
    readOutcome({ ok: false, begun: false, code: "EENVELOPE", command: "RCPT TO", responseCode: 550, response }, "list");
    expect(performance.now() - begun).toBeLessThan(10_000);
  }
});

test("no answer about us marks an address", () => {
  const marked = rows.filter(({ failure }) => readOutcome(failure, "list").undeliverable);
  expect(marked.filter(({ meaning }) => meaning !== "gone")).toEqual([]);
});

function wordFor({ state, reason, relay, domain, limit, undeliverable }: Outcome): string {
  if (relay) return `relay-${relay}`;
  if (state === "deferred" && reason === "temporary") return domain ? "domain" : limit ? "limit" : "deferred";
  if (undeliverable) return "gone";
  return reason === "mailbox-full" ? "full" : (reason ?? state);
}
