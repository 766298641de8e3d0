import { setTimeout as sleep } from "node:timers/promises";
import { desc, eq, sql } from "drizzle-orm";
import PostalMime, { type Email } from "postal-mime";
import { inject } from "vitest";
import { connect } from "#db/client.server";
import { caughtMails } from "#db/schema/mail/transport";
import { seedDemo } from "#db/seeds/community";
import { startMailCatcher } from "~/features/mail/log/catcher.server";
import { makeOnce, withDatabase } from "../setup/database";
import { onServer, takeClone } from "../setup/take-clone";
import { testDb } from "./context";
import { freePort } from "./ports";
import { startWebProcess, startWorkerProcess } from "./processes";

export type DemoSite = {
  url: string;
  /** The newest mail to an address whose subject matches, waited for; the mail as it came over the wire. */
  mailTo: (address: string, subject: RegExp) => Promise<Email & { text: string; html: string; raw: string }>;
  countMails: (address: string) => Promise<number>;
  stop: () => Promise<void>;
};

/**
 * The demo community on this file's database, with web server, worker and mail catcher as `npm
 * start` runs them. Called before anything else.
 */
export async function startDemoSite(): Promise<DemoSite> {
  await takeCommunity();
  const smtpPort = await freePort();
  const catcher = await startMailCatcher({ smtpPort, inboxPort: await freePort() });
  const environment = { DEPLOYMENT: "demo", SMTP_URL: `smtp://127.0.0.1:${smtpPort}` };
  const web = await startWebProcess(environment);
  const worker = await startWorkerProcess({ ...environment, BASE_URL: web.url });
  return {
    url: web.url,
    mailTo,
    countMails: async (address) =>
      (await testDb().db.select({ id: caughtMails.id }).from(caughtMails).where(eq(caughtMails.toCanonical, address))).length,
    stop: async () => {
      await Promise.all([web.end(), worker.end()]);
      await catcher.close();
    },
  };
}

/** The demo community on this file's database. Called before anything else. */
export const takeCommunity = async () => takeClone(databaseName(process.env.DATABASE_URL!), await madeCommunity());

/** The community is written once in a run of tests, by the first that needs it; the others copy it. */
const madeCommunity = () =>
  onServer((server) =>
    makeOnce(server, "demo", databaseName(inject("templateUrl")), async (draft) => {
      const connection = connect(withDatabase(process.env.DATABASE_URL!, draft));
      await seedDemo(connection);
      await connection.close();
    }),
  );

const databaseName = (url: string) => new URL(url).pathname.slice(1);

async function mailTo(address: string, subject: RegExp): ReturnType<DemoSite["mailTo"]> {
  for (;;) {
    // what waits to tell of more at once, for ten minutes, need not
    await testDb().db.execute(sql`update messages set next_at = now() where state = 'pending' and next_at > now() and mailing_id is null`);
    const [row] = await testDb()
      .db.select({ raw: caughtMails.raw })
      .from(caughtMails)
      .where(sql`${eq(caughtMails.toCanonical, address)} and ${caughtMails.subject} ~* ${subject.source}`)
      .orderBy(desc(caughtMails.id))
      .limit(1);
    if (row) {
      const mail = await PostalMime.parse(row.raw);
      return { ...mail, text: mail.text ?? "", html: mail.html ?? "", raw: row.raw.toString("utf8") };
    }
    await sleep(150);
  }
}

/** The first link in a mail's text part whose address matches. */
export function linkIn(mail: { text: string }, pattern: RegExp): string {
  const link = [...mail.text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([found]) => found).find((found) => pattern.test(found));
  if (!link) throw new Error(`no link like ${pattern} in:\n${mail.text}`);
  return link;
}
