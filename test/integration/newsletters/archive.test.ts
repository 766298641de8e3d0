import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { messages } from "#db/schema/mail/messages";
import { caughtMails } from "#db/schema/mail/transport";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import { stopMailing } from "~/features/mail/mailings/pause-or-stop-mailing.server";
import { sendAgain } from "~/features/mail/mailings/send-again.server";
import { forgetOldMail } from "~/features/mail/messages/forget-old-mail.server";
import { getArchivedIssue, listArchive } from "~/features/newsletters/issues/archive.queries.server";
import { issueTestMail } from "~/features/newsletters/issues/issue-test.mail.server";
import { getIssue, getMailingId } from "~/features/newsletters/issues/issues.queries.server";
import { takeOutIssue } from "~/features/newsletters/issues/take-out-issue.server";
import { getNewsletter, listNewsletters } from "~/features/newsletters/newsletters.queries.server";
import { chooseInAccount } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { readMessage } from "~/features/privacy/read-message.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { tablesThatSay } from "../../support/database-state";
import { aPostOffice, aSink, drain } from "../../support/mail";
import { aDraft, aNewsletter, anEndedIssue, aReader, aSender, aSentIssue, mailsTo } from "../../support/newsletters";
import { aMember, visitor } from "../../support/people";

const drainTo = async () => drain(aPostOffice(await aSink()));

test("a draft stands in no archive and on no card", async () => {
  const newsletter = await aNewsletter();
  await aDraft(await aSender(), newsletter);

  expect(await listArchive(ctxFor(visitor), newsletter)).toEqual({ issues: [], next: null });
  expect((await listNewsletters(ctxFor(visitor))).find(({ slug }) => slug === newsletter.slug)!.lastIssue).toBeNull();
});

test("E19: the public copy holds the text, and nothing of the mail or of who got it", async () => {
  const newsletter = await aNewsletter();
  const reader = await aReader(newsletter);
  await aSentIssue(newsletter);

  const issue = await getArchivedIssue(ctxFor(visitor), newsletter.slug, "quieter-mondays");

  expect(issue.bodyHtml).toContain("Finished by eleven");
  expect(JSON.stringify(issue)).not.toMatch(/unsubscribe|one-click/);
  expect(JSON.stringify(issue)).not.toContain(reader.email);
});

test("E19: the archive of a members' newsletter is not there for others", async () => {
  const newsletter = await aNewsletter({ audience: "members" });
  const member = await aMember();
  await chooseInAccount(ctxFor(member), { newsletter: [newsletter.slug], shown: [] });
  await aSentIssue(newsletter);

  await expect(getNewsletter(ctxFor(visitor), newsletter.slug)).rejects.toThrow(NotFoundError);
  await expect(getArchivedIssue(ctxFor(visitor), newsletter.slug, "quieter-mondays")).rejects.toThrow(NotFoundError);
  expect((await listNewsletters(ctxFor(visitor))).map(({ slug }) => slug)).not.toContain(newsletter.slug);
  expect(await getArchivedIssue(ctxFor(member), newsletter.slug, "quieter-mondays")).toMatchObject({ audience: "members" });
});

test("the card of a newsletter shows its latest issue", async () => {
  const newsletter = await aNewsletter();
  await aReader(newsletter);
  await aSentIssue(newsletter, { subject: "Earlier" });
  await aSentIssue(newsletter, { subject: "Latest" });

  const card = (await listNewsletters(ctxFor(visitor))).find(({ slug }) => slug === newsletter.slug);
  expect(card!.lastIssue).toMatchObject({ slug: "latest", subject: "Latest" });
});

const NAMED = { subject: "Quokka quarter", preheader: "quokka preheader", body: "A quokka body" };

test("a sender takes a sent issue out for good: no word of it is left, its old address shows that there was one", async () => {
  const [newsletter, sender] = [await aNewsletter(), await aSender()];
  const ctx = ctxFor(sender);
  const reader = await aReader(newsletter);
  const { code } = await aSentIssue(newsletter, { ...NAMED, sender });
  await drain(await aPostOffice(await aSink()));
  const [mail] = await mailsTo(reader.email, "issue");
  const caught = {
    receivedAt: new Date(),
    messageId: mail!.messageId,
    toCanonical: reader.email,
    subject: NAMED.subject,
    raw: Buffer.from(""),
  };
  await systemCtxFor().db.insert(caughtMails).values(caught);
  expect((await tablesThatSay("uokka")).sort()).toEqual(["caught_mails", "mailings", "newsletter_issues"]);

  expect(await takeOutIssue(ctx, code, { why: "patient-details" })).toBe(true);

  expect(await tablesThatSay("uokka")).toEqual([]);
  const stub = { subject: "An issue that was taken out", bodyHtml: "", takenOutWhy: "patient-details" };
  expect(await getArchivedIssue(ctxFor(visitor), newsletter.slug, "quokka-quarter")).toMatchObject(stub);
  const { issues } = await listArchive(ctxFor(visitor), newsletter);
  expect(await getArchivedIssue(ctxFor(visitor), newsletter.slug, issues[0]!.slug!)).toMatchObject(stub);
  expect((await listNewsletters(ctxFor(visitor))).find(({ slug }) => slug === newsletter.slug)!.lastIssue).toMatchObject({
    subject: stub.subject,
  });

  const issue = await getIssue(ctx, code);
  const asked = { group: "failed", finishedAt: new Date().toISOString() } as const;
  await expect(getMailingId(ctx, code)).rejects.toThrow(NotFoundError);
  await expect(sendAgain(ctx, issue.mailingId!, asked)).rejects.toThrow(NotFoundError);
  await expect(takeOutIssue(ctx, code, { why: "asked-for" })).rejects.toThrow(NotFoundError);
  const administrator = ctxFor(await aMember({ roles: ["administrator"] }));
  expect(await readMessage(administrator, mail!.messageId.slice(1).split("@")[0]!, "Asked")).toEqual({
    gone: "its text was taken out for good",
  });
  expect(
    await issueTestMail.build(systemCtxFor(), {
      id: "",
      kind: issueTestMail.name,
      personId: null,
      addressId: null,
      args: { issueId: issue.id },
      cause: null,
    }),
  ).toEqual({
    skip: "text-taken-out",
  });
  const entries = and(eq(auditEntries.objectId, issue.id), eq(auditEntries.action, "issue.taken-out"));
  expect(await systemCtxFor().db.$count(auditEntries, entries)).toBe(1);
  expect(await systemCtxFor().db.$count(messages, eq(messages.mailingId, issue.mailingId!))).toBe(1);
});

test("drafts, what is being sent and what others than senders ask for stay", async () => {
  const [newsletter, sender] = [await aNewsletter(), await aSender()];
  await aReader(newsletter);
  const under = await aSentIssue(newsletter, NAMED);
  const draft = await aDraft(sender, newsletter, NAMED);
  const ended = await anEndedIssue(newsletter, NAMED);
  const why = { why: "about-somebody" } as const;

  expect(await takeOutIssue(ctxFor(sender), under.code, why)).toBe(false);
  expect((await getIssue(ctxFor(sender), under.code)).subject).toBe(NAMED.subject);
  if (draft.ok) await expect(takeOutIssue(ctxFor(sender), draft.code, why)).rejects.toThrow(NotFoundError);
  await expect(takeOutIssue(ctxFor(await aMember({ roles: ["editor"] })), ended.code, why)).rejects.toThrow(ForbiddenError);
});

test.each([
  ["before anybody is listed", false, async () => {}],
  ["before anybody is listed, and ends", false, () => drainTo()],
  ["before anybody is written to", true, async () => {}],
  [
    "and is kept until its messages are forgotten",
    true,
    () => drainTo().then(() => forgetOldMail(systemCtxFor(later(new Date(), 400 * DAY)))),
  ],
])("an issue that is stopped %s is taken out", async (_, isListed, then) => {
  const [newsletter, sender] = [await aNewsletter(), await aSender()];
  await aReader(newsletter);
  const { code } = await aSentIssue(newsletter, { ...NAMED, sender });
  if (isListed) await fillMailing(systemCtxFor());
  await stopMailing(ctxFor(sender), await getMailingId(ctxFor(sender), code));
  await then();
  expect(await takeOutIssue(ctxFor(sender), code, { why: "patient-details" })).toBe(true);
  await drainTo();
  expect((await getIssue(ctxFor(sender), code)).subject).toBe("An issue that was taken out");
});

test("a later issue with the words of one that was taken out has another address, and is taken out beside it", async () => {
  const [newsletter, sender] = [await aNewsletter(), await aSender()];
  for (const slug of ["quokka-quarter", "quokka-quarter-2"]) {
    const issue = await anEndedIssue(newsletter, NAMED);
    expect(issue.slug).toBe(slug);
    expect(await takeOutIssue(ctxFor(sender), issue.code, { why: "asked-for" })).toBe(true);
  }
  expect((await listArchive(ctxFor(visitor), newsletter)).issues).toHaveLength(2);
});
