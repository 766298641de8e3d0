import type SMTPConnection from "nodemailer/lib/smtp-connection";
import type { SendResult } from "./smtp-outcome.policy";

/** nodemailer notes here what was answered to each command, also where the connection ends before it can say so. */
export type Envelope = { from: string; to: string[]; mailError?: Failure; rejectedErrors?: Failure[] };
export type Failure = Error & { code?: string; originalCode?: string; command?: string; responseCode?: number; response?: string };

/**
 * Takes one step of the dialogue: ends with what it calls back, with the connection, or after so many milliseconds. nodemailer forgets
 * a callback whose connection ends, and has no limit of its own between the greeting and the first message.
 */
export async function whileOpen(
  connection: SMTPConnection,
  milliseconds: number,
  step: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  const over = new AbortController();
  try {
    await new Promise<void>((done, failed) => {
      const late = setTimeout(() => failed(lostError("ETIMEDOUT")), milliseconds);
      const lost = () => failed(lostError("ECONNECTION"));
      connection.once("error", failed).once("end", lost);
      over.signal.addEventListener("abort", () => {
        clearTimeout(late);
        connection.off("error", failed).off("end", lost);
      });
      step((error) => (error ? failed(error) : done()));
    });
  } finally {
    over.abort();
  }
}

export const lostError = (code: string): Failure => Object.assign(new Error("the relay does not answer"), { code });

/**
 * nodemailer calls every end of a connection one of connecting, also in the middle of a message, and also where a command had been
 * refused before it. A 421 that it does not ascribe to MAIL FROM answered RCPT TO (commands sent together); a loss without an answer has
 * no command.
 */
export function duringMessage(error: Failure, { mailError, rejectedErrors }: Envelope, begun: boolean): Extract<SendResult, { ok: false }> {
  const refusal = begun || error.responseCode ? undefined : (mailError ?? rejectedErrors?.[0]);
  const { command, ...failure } = failureOf(refusal ?? error, begun);
  if (command !== "CONN") return { ...failure, ...(command ? { command } : {}) };
  return failure.responseCode ? { ...failure, command: "RCPT TO" } : failure;
}

export function failureOf(error: Failure, begun: boolean): Extract<SendResult, { ok: false }> {
  return {
    ok: false,
    begun,
    code: /CERT|TLS|SSL|LEAF_SIGNATURE|_CA$|EPROTO/.test(error.originalCode ?? "") ? "ETLS" : (error.code ?? "EUNKNOWN"),
    ...(error.command ? { command: error.command } : {}),
    ...(error.responseCode ? { responseCode: error.responseCode } : {}),
    ...(error.response ? { response: error.response } : {}),
  };
}
