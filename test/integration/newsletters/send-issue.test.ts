import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { newsletterIssues } from "#db/schema/newsletters";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import { getMailingProgress } from "~/features/mail/mailings/mailing.queries.server";
import { pauseMailing, resumeMailing, stopMailing } from "~/features/mail/mailings/pause-or-stop-mailing.server";
import { saveIssue } from "~/features/newsletters/issues/compose-issue.server";
import { getIssue, getMailingId } from "~/features/newsletters/issues/issues.queries.server";
import { sendIssue } from "~/features/newsletters/issues/send-issue.server";
import { sendTest } from "~/features/newsletters/issues/send-test.server";
import { chooseInAccount } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { holdSubscription } from "~/features/newsletters/subscriptions/hold-subscription.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { ForbiddenError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aPostOffice, aSink, drain } from "../../support/mail";
import { aDraft, aNewsletter, aReader, aSender, aSentIssue, someText, urlsOf } from "../../support/newsletters";
import { aMember, visitor } from "../../support/people";

const progressOf = async (code: string) => getMailingProgress(systemCtxFor(), (await getIssue(systemCtxFor(), code)).mailingId!);

test("only senders send", async () => {
  const newsletter = await aNewsletter();
  await aReader(newsletter);
  const { code } = await aDraft(await aSender(), newsletter);

  await expect(sendIssue(ctxFor(await aMember()), code, { version: 1, people: 1 })).rejects.toThrow(ForbiddenError);
});

test("E17: a sender whose second factor is missing cannot send", async () => {
  const newsletter = await aNewsletter();
  await aReader(newsletter);
  const { code } = await aDraft(await aSender(), newsletter);
  const withoutFactor = await aMember({ roles: ["newsletter-sender"] });

  await expect(sendIssue(ctxFor(withoutFactor), code, { version: 1, people: 1 })).rejects.toThrow(ForbiddenError);
});

test("E17: nothing is sent to a list without anybody who asked for it", async () => {
  const sender = await aSender();
  const { code } = await aDraft(sender, await aNewsletter());

  expect(await sendIssue(ctxFor(sender), code, { version: 1, people: 0 })).toEqual({ ok: false, reason: "nobody" });
});

test("E17: the number typed has to be the number reached now", async () => {
  const [sender, newsletter] = [await aSender(), await aNewsletter()];
  await aReader(newsletter);
  const { code } = await aDraft(sender, newsletter);

  expect(await sendIssue(ctxFor(sender), code, { version: 1, people: 2 })).toEqual({ ok: false, reason: "other-number" });
  expect((await getIssue(ctxFor(sender), code)).state).toBe("draft");
});

test("a text that was not the one looked at is not sent", async () => {
  const [sender, newsletter] = [await aSender(), await aNewsletter()];
  await aReader(newsletter);
  const { code } = await aDraft(sender, newsletter);

  expect(await sendIssue(ctxFor(sender), code, { version: 2, people: 1 })).toEqual({ ok: false, reason: "changed" });
});

test("a text that is saved while the issue is being sent stands neither in the mail nor in the archive unseen", async () => {
  const [sender, newsletter] = [await aSender(), await aNewsletter()];
  await aReader(newsletter);
  const { code } = await aDraft(sender, newsletter);
  let sending: ReturnType<typeof sendIssue> | undefined;

  await inTransaction(ctxFor(sender), async (ctx) => {
    await saveIssue(ctx, code, { ...someText({ body: "Another text." }), version: 1 });
    sending = sendIssue(ctxFor(sender), code, { version: 1, people: 1 });
    await untilOneWaits();
  });

  expect(await sending).toEqual({ ok: false, reason: "changed" });
  expect(await getIssue(ctxFor(sender), code)).toMatchObject({ state: "draft", body: "Another text.", mailingId: null });
});

test("E12: an issue above 100 kB is not sent", async () => {
  const [sender, newsletter] = [await aSender(), await aNewsletter()];
  await aReader(newsletter);
  const { code } = await aDraft(sender, newsletter, { body: "A long story about the front desk. ".repeat(3500) });

  expect(await sendIssue(ctxFor(sender), code, { version: 1, people: 1 })).toEqual({ ok: false, reason: "checks" });
});

test("pressing “Send” ten times at once sends once", async () => {
  const [sender, newsletter] = [await aSender(), await aNewsletter()];
  await aReader(newsletter);
  const { code } = await aDraft(sender, newsletter);

  const sent = await Promise.all(Array.from({ length: 10 }, () => sendIssue(ctxFor(sender), code, { version: 1, people: 1 })));

  expect(sent.filter(({ ok }) => ok)).toHaveLength(1);
  const rows = await systemCtxFor().db.select().from(newsletterIssues).where(eq(newsletterIssues.code, code));
  expect(rows).toMatchObject([{ state: "sent", slug: "quieter-mondays" }]);
});

test("two issues with one subject have two addresses in the archive", async () => {
  const newsletter = await aNewsletter();
  await aReader(newsletter);

  const issues = [await aSentIssue(newsletter), await aSentIssue(newsletter)];
  const slugs = await Promise.all(issues.map(async ({ code }) => (await getIssue(systemCtxFor(), code)).slug));

  expect(slugs).toEqual(["quieter-mondays", "quieter-mondays-2"]);
});

test("E1: every copy says what list it is of, and how to leave with one click", async () => {
  const newsletter = await aNewsletter({ name: "Practice Matters" });
  const reader = await aReader(newsletter);
  await aSentIssue(newsletter);

  const [mail] = await deliveredTo(reader);

  const head = mail!.raw.slice(0, mail!.raw.indexOf("\r\n\r\n"));
  expect(head).toMatch(/^List-Id: .*<.+>$/im);
  expect(head).toMatch(/^List-Unsubscribe: <http[^>]+\/newsletters\/one-click\/[\w-]{43}>$/im);
  expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im);
  expect(head).toMatch(/^List-Archive: /im);
});

test("E22: every copy says who sends it, why it comes and how to leave, in both parts", async () => {
  const newsletter = await aNewsletter({ name: "Practice Matters" });
  const reader = await aReader(newsletter);
  await aSentIssue(newsletter);

  const [mail] = await deliveredTo(reader);

  const parts = mail!.raw.replace(/=\r\n/g, "").split(/^--=_/m);
  const [text, html] = [parts.find((part) => part.includes("text/plain"))!, parts.find((part) => part.includes("text/html"))!];
  for (const part of [text, html]) {
    expect(part).toMatch(/\/newsletters\/unsubscribe\/[\w-]{43}/);
    expect(part).toMatch(/You get this because you asked/);
    expect(part).toContain("1 Example Street");
    expect(part).toContain("/privacy");
    expect(part).toContain("/newsletters/manage");
  }
});

test("E15: two copies differ in no address but the recipient's own way out, and load nothing", async () => {
  const newsletter = await aNewsletter();
  const readers = [await aReader(newsletter), await aReader(newsletter)];
  await aSentIssue(newsletter);

  const mails = await deliveredTo(...readers);

  const copies = mails.map(({ raw }) => new Set(urlsOf(raw)));
  const own = (url: string) => /\/newsletters\/(unsubscribe|one-click)\/[\w-]{43}$/.test(url);
  const [first, second] = copies.map((urls) => [...urls].filter((url) => !own(url)).sort());
  expect(copies).toHaveLength(2);
  expect(first).toEqual(second);
  expect([...copies[0]!].filter(own)).toHaveLength(2);
  expect(mails[0]!.raw).not.toMatch(/<img/i);
});

test("E9: who left between the start and their turn gets nothing", async () => {
  const newsletter = await aNewsletter();
  const [stays, leaves] = [await aReader(newsletter), await aReader(newsletter)];
  const { code } = await aSentIssue(newsletter);
  await holdSubscription(ctxFor(visitor), leaves.subscriptionId);
  const sink = await aSink();

  await drain(aPostOffice(sink, { kinds: MAIL_KINDS }));

  expect(sink.mails().flatMap(({ to }) => to)).toContain(stays.email);
  expect(await progressOf(code)).toMatchObject({ accepted: 1, skipped: 1, reasons: [{ state: "skipped", reason: "held", count: 1 }] });
});

test("E18: who is no member any more when their turn comes gets no issue for members", async () => {
  const newsletter = await aNewsletter({ audience: "members" });
  const [stays, leaves] = [await aMember(), await aMember()];
  for (const member of [stays, leaves]) await chooseInAccount(ctxFor(member), { newsletter: [newsletter.slug], shown: [] });
  const { code } = await aSentIssue(newsletter);
  await revokeGrant(systemCtxFor(), { personId: leaves.personId, role: "member" });
  const sink = await aSink();

  await drain(aPostOffice(sink));

  expect(sink.mails().map(({ to }) => to)).toEqual([[stays.email]]);
  expect(await progressOf(code)).toMatchObject({ reasons: [{ reason: "not-in-audience", count: 1 }] });
});

test("E17: a test goes to whoever asks, is marked, and leaves nobody's subscription through its link", async () => {
  const [sender, newsletter] = [await aSender(), await aNewsletter()];
  await aReader(newsletter);
  const { code } = await aDraft(sender, newsletter);
  await sendTest(ctxFor(sender), code);
  const sink = await aSink();

  await drain(aPostOffice(sink, { kinds: MAIL_KINDS }));

  const mails = sink.mails().filter(({ to }) => to.includes(sender.email));
  expect(mails).toHaveLength(1);
  expect(mails[0]!.raw).toMatch(/^Subject: \[TEST\] Quieter Mondays$/m);
  expect(urlsOf(mails[0]!.raw).some((url) => /unsubscribe\/[\w-]{43}$/.test(url))).toBe(false);
  expect((await getIssue(ctxFor(sender), code)).state).toBe("draft");
});

test("sending is paused, resumed and stopped; who had not been written to is left out", async () => {
  const [sender, newsletter] = [await aSender(), await aNewsletter()];
  await aReader(newsletter);
  const { code } = await aSentIssue(newsletter);
  while (await fillMailing(systemCtxFor()));

  const mailingId = await getMailingId(ctxFor(sender), code);
  expect(await pauseMailing(ctxFor(sender), mailingId)).toEqual({ ok: true });
  expect(await progressOf(code)).toMatchObject({ state: "paused" });
  expect(await resumeMailing(ctxFor(sender), mailingId)).toEqual({ ok: true });
  expect(await stopMailing(ctxFor(sender), mailingId)).toEqual({ ok: true });

  expect(await progressOf(code)).toMatchObject({ state: "stopped", skipped: 1, reasons: [{ reason: "stopped", count: 1 }] });
  expect(await resumeMailing(ctxFor(sender), mailingId)).toEqual({ ok: false, reason: "too-late" });
});

/** Until a statement of this file's database waits for another's lock. */
async function untilOneWaits(): Promise<void> {
  const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await systemCtxFor().db.execute(waiting)).length === 0);
}

/** Drains everything that waits, and gives the copies of these readers. */
async function deliveredTo(...readers: { email: string }[]) {
  const sink = await aSink();
  await drain(aPostOffice(sink));
  return sink.mails().filter(({ to }) => readers.some(({ email }) => to.includes(email)));
}
