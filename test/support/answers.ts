import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SendResult } from "~/features/mail/transport/smtp-outcome.policy";

/** What a relay answered to a command, what is expected of it, and how it reaches the policy. */
export type AnswerRow = {
  command: string;
  /** As on the wire, its lines between line feeds. */
  answer: string;
  meaning: string;
  failure: Extract<SendResult, { ok: false }>;
};

/** What nodemailer calls a refusal of these; else the envelope's or the message's. */
const CODES: Record<string, string> = { AUTH: "EAUTH", STARTTLS: "ETLS" };
const COMMANDS: Record<string, string> = { MAIL: "MAIL FROM", RCPT: "RCPT TO", DOT: "DATA", AUTH: "AUTH PLAIN" };

/** Every row of `test/unit/mail/answers.tsv`. */
export function answersTable(): AnswerRow[] {
  return readFileSync(join(import.meta.dirname, "../unit/mail/answers.tsv"), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .slice(1)
    .map((line) => {
      const [command, written, meaning] = line.split("\t") as [string, string, string];
      const answer = written.replaceAll("\\n", "\n");
      const failure = {
        ok: false as const,
        begun: command === "DOT",
        code: CODES[command] ?? "EENVELOPE",
        command: COMMANDS[command] ?? command,
        responseCode: Number(answer.slice(0, 3)),
        response: answer,
      };
      return { command, answer, meaning, failure };
    });
}
