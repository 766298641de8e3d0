import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { sql } from "drizzle-orm";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import { caughtMails } from "#db/schema/mail/transport";
import { canonicalAddress } from "~/lib/address";
import { database } from "~/lib/db.server";
import { logger } from "~/lib/logger.server";
import { answerInbox, type InboxAnswer } from "./inbox.server";

const LOOPBACK = "127.0.0.1";
const LARGEST_MAIL = 25 * 1024 * 1024;

/** A mail server that delivers to nobody: what is handed to it is kept in `caught_mails` and shown on a page of this machine. */
export async function startMailCatcher({
  smtpPort,
  inboxPort,
}: {
  smtpPort: number;
  inboxPort: number;
}): Promise<{ close: () => Promise<void> }> {
  const smtp = new SMTPServer({
    banner: "mail catcher",
    disabledCommands: ["AUTH", "STARTTLS"],
    size: LARGEST_MAIL,
    logger: false,
    onData(stream, session, answer) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      readAll(stream)
        .then((raw) => keepMail(raw, recipients))
        .then(() => answer(null, "kept"))
        .catch((err) => {
          logger.error({ err }, "mail not kept");
          answer(Object.assign(new Error("The mail could not be kept"), { responseCode: 451 }));
        });
    },
  });
  // A client that hangs up is no news.
  smtp.on("error", (err) => logger.debug({ err }, "smtp connection"));
  const inbox = createServer((request, response) => void respond(request, response));
  await new Promise<void>((done, failed) => smtp.server.once("error", failed) && smtp.listen(smtpPort, LOOPBACK, done));
  await new Promise<void>((done, failed) => inbox.once("error", failed).listen(inboxPort, LOOPBACK, done));
  return {
    close: async () => {
      inbox.closeAllConnections();
      await Promise.all([new Promise((done) => inbox.close(done)), new Promise<void>((done) => smtp.close(done))]);
    },
  };
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  if (stream.sizeExceeded) throw new Error("mail too large");
  return Buffer.concat(parts);
}

/** One row for each recipient, so that erasing a person takes theirs and no one else's. */
async function keepMail(raw: Buffer, recipients: string[]): Promise<void> {
  const mail = await PostalMime.parse(raw);
  const common = { receivedAt: sql`now()`, messageId: mail.messageId ?? null, subject: mail.subject ?? "", raw };
  const rows = recipients.map((address) => ({ ...common, toCanonical: canonicalAddress(address) ?? address.toLowerCase() }));
  await database().db.insert(caughtMails).values(rows);
}

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await answerFor(request).catch((err): InboxAnswer => {
    logger.error({ err }, "inbox page failed");
    return { status: 500, type: "text/plain", body: "Something went wrong. The log of npm start says what." };
  });
  response.writeHead(answer.status, {
    "Content-Type": `${answer.type}; charset=utf-8`,
    "Content-Security-Policy":
      answer.policy ??
      "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
  });
  response.end(request.method === "HEAD" ? undefined : answer.body);
}

async function answerFor(request: IncomingMessage): Promise<InboxAnswer> {
  // A page elsewhere whose name was made to lead here must not read mails.
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (!["localhost", LOOPBACK, "[::1]"].includes(host))
    return { status: 421, type: "text/plain", body: "The inbox answers on this machine only." };
  if (request.method !== "GET" && request.method !== "HEAD")
    return { status: 405, type: "text/plain", body: "The inbox can only be read." };
  return answerInbox(database().db, new URL(request.url ?? "/", "http://localhost"));
}
