import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { messages } from "#db/schema/mail/messages";
import { passwordChangedMail } from "~/features/accounts/passwords/password-changed.mail.server";
import { resetPasswordMail } from "~/features/accounts/passwords/reset-password.mail.server";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { getMailHealth, getMessage, listMessages } from "~/features/mail/log/mail-log.queries.server";
import { forgetOldMail } from "~/features/mail/messages/forget-old-mail.server";
import { queueMail } from "~/features/mail/messages/queue-mail.server";
import { openProof } from "~/features/people/proofs.server";
import { readMessage } from "~/features/privacy/read-message.server";
import { DAY, later } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aMember, aPerson } from "../../support/people";

const now = new Date();

async function aResetMail() {
  const person = await aMember();
  const ctx = systemCtxFor();
  await openAccount(ctx, { personId: person.personId, password: "eleven calm badgers" });
  const proof = await openProof(ctx, { purpose: "reset", subject: person.personId, canonical: person.email, personId: person.personId });
  const id = await queueMail(ctx, resetPasswordMail, {}, { personId: person.personId, toProof: proof });
  return { person, id: id! };
}

const nameOf = async (id: string) =>
  (await listMessages(systemCtxFor(), { problems: false, to: null, after: null })).messages.find(({ name }) => name === id)!.name;

test("the log is found by address, newest first, page by page", async () => {
  const person = await aMember();
  for (let count = 0; count < 32; count++) await queueMail(systemCtxFor(), passwordChangedMail, {}, { personId: person.personId });

  const first = await listMessages(systemCtxFor(), { problems: false, to: person.email, after: null });
  const second = await listMessages(systemCtxFor(), { problems: false, to: person.email, after: first.next });

  expect(first.messages).toHaveLength(30);
  expect(second.messages).toHaveLength(2);
  expect(second.next).toBeNull();
  expect(new Set([...first.messages, ...second.messages].map(({ name }) => name)).size).toBe(32);
  expect((await listMessages(systemCtxFor(), { problems: true, to: person.email, after: null })).messages).toEqual([]);
});

test("a message is found by its name also after the site has moved to another address, and no other word names one", async () => {
  const { person, id } = await aResetMail();
  await queueMail(systemCtxFor(), passwordChangedMail, {}, { personId: person.personId });
  await systemCtxFor()
    .db.update(messages)
    .set({ messageId: sql`replace(message_id, '@', '@before.')` })
    .where(eq(messages.personId, person.personId));

  expect(await getMessage(systemCtxFor(), id)).toMatchObject({ name: id, to: person.email });
  expect(await readMessage(systemCtxFor(), id, "asked")).toHaveProperty("subject");
  const [newest, older] = (await listMessages(systemCtxFor(), { problems: false, to: person.email, after: null })).messages;
  const { messages: after } = await listMessages(systemCtxFor(), { problems: false, to: person.email, after: newest!.name });
  expect(after).toEqual([older]);
  await expect(getMessage(systemCtxFor(), "no-message")).rejects.toThrow(NotFoundError);
  expect(await listMessages(systemCtxFor(), { problems: false, to: null, after: "no-message" })).toEqual({ messages: [], next: null });
});

test("who has no part in the mail log reads no mail", async () => {
  const { id } = await aResetMail();
  const sender = await aPerson({ roles: ["member", "newsletter-sender"] });

  await expect(readMessage(ctxFor(sender), await nameOf(id), "out of curiosity")).rejects.toThrow();
});

test("a mail's text is shown without its token, and the look is written down with its reason for the person it went to", async () => {
  const { person, id } = await aResetMail();
  const admin = await aPerson({ roles: ["member", "administrator"] });

  const read = await readMessage(ctxFor(admin), await nameOf(id), "She says that it never came");

  expect(read).toHaveProperty("text");
  const { text } = read as { text: string };
  expect(text).toContain("/reset-password/[hidden]");
  expect(text).not.toMatch(/reset-password\/[\w-]{20,}/);
  const [look] = await systemCtxFor().db.select().from(auditEntries).where(eq(auditEntries.action, "mail.body-read"));
  expect(look).toMatchObject({
    class: "access",
    subjectId: person.personId,
    actorId: admin.personId,
    detail: { reason: "She says that it never came" },
  });
});

test("addresses of ended messages go after 90 days and the messages after 13 months, not a day sooner", async () => {
  const ended = async (daysAgo: number) => {
    const { id } = await aResetMail();
    const createdAt = later(now, -daysAgo * DAY);
    await systemCtxFor()
      .db.update(messages)
      .set({ state: "accepted", nextAt: null, finalAt: createdAt, createdAt })
      .where(eq(messages.id, id));
    return id;
  };
  const [fresh, old, ancient] = [await ended(89), await ended(91), await ended(400)];

  await forgetOldMail(systemCtxFor(now));

  const found = async (id: string) => (await systemCtxFor().db.select().from(messages).where(eq(messages.id, id)))[0];
  expect((await found(fresh))!.toEmail).not.toBeNull();
  expect(await found(old)).toMatchObject({ toEmail: null, toHashes: null });
  expect(await found(ancient)).toBeUndefined();
});

test("health counts what is due and what failed in the last day", async () => {
  const before = await getMailHealth(systemCtxFor());
  const { id } = await aResetMail();
  await aResetMail();
  await systemCtxFor().db.update(messages).set({ state: "failed", reason: "test", nextAt: null, finalAt: now }).where(eq(messages.id, id));

  const after = await getMailHealth(systemCtxFor());

  expect(after.due - before.due).toBe(1);
  expect(after.failed - before.failed).toBe(1);
  expect(after.oldestDue).not.toBeNull();
});
