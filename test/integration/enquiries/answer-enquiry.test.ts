import { and, eq, sql } from "drizzle-orm";
import PostalMime from "postal-mime";
import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { messages } from "#db/schema/mail/messages";
import { caughtMails } from "#db/schema/mail/transport";
import { jobOutbox } from "#db/schema/platform";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { claimAddress } from "~/features/consents/claim-address.server";
import { releaseAddress } from "~/features/consents/release-address.server";
import { assignEnquiry, closeEnquiry, moveEnquiry, reopenEnquiry, takeEnquiry } from "~/features/enquiries/change-enquiry.server";
import { confirmEnquiry } from "~/features/enquiries/confirm-enquiry.server";
import { countWaitingEnquiries, getEnquiry, listEnquiries } from "~/features/enquiries/enquiries.queries.server";
import { enquiryReplyMail } from "~/features/enquiries/enquiry-reply.mail.server";
import { lookAtEnquiry } from "~/features/enquiries/look-at-enquiry.server";
import { stopContact } from "~/features/enquiries/stop-contact.server";
import { takeOutMessage } from "~/features/enquiries/take-out-message.server";
import { noteOnEnquiry, replyToEnquiry } from "~/features/enquiries/write-message.server";
import { NotFoundError } from "~/lib/errors";
import { countQueries, ctxFor, systemCtxFor } from "../../support/context";
import { tablesThatSay } from "../../support/database-state";
import { aDpo, anAdministrator, anEnquiry, anEnquiryOf, anOfficer, messagesIn, someReply, storedEnquiry } from "../../support/enquiries";
import { aPostOffice, aSink, drain } from "../../support/mail";
import { aNewsletter, aReader, mailsTo, subscriptionOf, tokenTo } from "../../support/newsletters";
import { aMember, visitor } from "../../support/people";

const WAITING = { queue: null, state: "waiting", mine: false } as const;
const note = () => ({ note: "She called.", submissionId: uuidv7() });

test("B22: each queue is read, counted, answered and moved by its own role and nobody else; to others it is not there", async () => {
  const byQueue = {
    office: (await anEnquiry()).code,
    technical: (await anEnquiry({ category: "technical" })).code,
    privacy: (await anEnquiry({ category: "complaint" })).code,
  };
  const roles = [
    "editor",
    "moderator",
    "newsletter-sender",
    "steering-group",
    "contacts-officer",
    "administrator",
    "data-protection-officer",
  ] as const;
  const theirs: Partial<Record<(typeof roles)[number], string>> = {
    "contacts-officer": "office",
    administrator: "technical",
    "data-protection-officer": "privacy",
  };
  const actors = [
    { role: null, actor: visitor },
    { role: null, actor: (await aMember()).actor },
    ...(await Promise.all(
      roles.map(async (role) => ({ role, actor: (await aMember({ roles: [role], secondFactorAt: new Date() })).actor })),
    )),
  ];
  for (const { role, actor } of actors) {
    const ctx = ctxFor(actor);
    const mine = role ? theirs[role] : undefined;
    const { rows } = await listEnquiries(ctx, WAITING);
    expect([role, [...new Set(rows.map(({ queue }) => queue))]]).toEqual([role, mine ? [mine] : []]);
    expect([role, (await countWaitingEnquiries(ctx)).count > 0]).toEqual([role, mine !== undefined]);
    for (const [queue, code] of Object.entries(byQueue)) {
      const acts = [
        () => getEnquiry(ctx, code),
        () => lookAtEnquiry(ctx, code),
        () => noteOnEnquiry(ctx, code, note()),
        () => takeEnquiry(ctx, code),
        () => assignEnquiry(ctx, code, { owner: "0000000000" }),
        () => replyToEnquiry(ctx, code, someReply(99)),
        () => closeEnquiry(ctx, code),
        () => reopenEnquiry(ctx, code),
      ];
      for (const act of acts) {
        if (queue === mine) await act();
        else await expect(act(), `${role} in ${queue}`).rejects.toThrow(NotFoundError);
      }
      if (queue !== mine) {
        await expect(moveEnquiry(ctx, code, { category: "question", queue: "office" })).rejects.toThrow(NotFoundError);
        await expect(stopContact(ctx, code)).rejects.toThrow(NotFoundError);
      }
    }
  }
});

test("a reply is mailed to the typed address, threaded by its subject, and kept", async () => {
  const officer = await anOfficer();
  const enquiry = await anEnquiry();
  expect(await replyToEnquiry(ctxFor(officer), enquiry.code, someReply(1, "There are forty.\n\nAsk again."))).toEqual({ ok: true });

  const sink = await aSink();
  await drain(aPostOffice(sink, { kinds: MAIL_KINDS }));
  const [received, reply] = sink.mails().filter(({ to }) => to.includes(enquiry.email));
  const subject = (raw: string) => /^Subject: (.*(?:\r\n .*)*)/m.exec(raw)![1]!.replace(/\r\n /g, " ");
  expect(subject(reply!.raw)).toBe(`Re: ${subject(received!.raw)}`);
  expect(subject(reply!.raw)).toContain(enquiry.code);
  expect(reply!.raw).toContain("There are forty.");
  expect(await storedEnquiry(enquiry.code)).toMatchObject({ state: "answered", ownerId: officer.personId });
  expect((await lookAtEnquiry(ctxFor(officer), enquiry.code)).messages.at(-1)).toMatchObject({ kind: "reply", mail: "email: accepted" });
});

describe("somebody who confirmed an enquiry and added the mailbox to an account since", () => {
  const asked = async () => {
    const enquiry = await anEnquiry({ category: "personal-data" });
    await confirmEnquiry(ctxFor(visitor), await tokenTo("enquiry", enquiry.email));
    const member = await aMember();
    const join = () => claimAddress(ctxFor(member), { personId: member.personId, canonical: enquiry.email, source: "account" });
    const mailed = async () => {
      const sink = await aSink();
      await drain(aPostOffice(sink, { kinds: MAIL_KINDS }));
      return sink.mails().filter(({ raw }) => /^Subject: Re:/m.test(raw));
    };
    return { enquiry, member, join, mailed, dpo: await aDpo() };
  };

  test.each(["before", "after"] as const)("gets a reply that was written %s that, in that mailbox", async (when) => {
    const { enquiry, join, mailed, dpo } = await asked();
    if (when === "after") await join();
    expect(await replyToEnquiry(ctxFor(dpo), enquiry.code, someReply())).toEqual({ ok: true });
    if (when === "before") await join();
    expect((await mailed()).map(({ to }) => to)).toEqual([[enquiry.email]]);
  });

  test("gets it at another address of theirs where that one was let go", async () => {
    const { enquiry, member, join, mailed, dpo } = await asked();
    const claimed = await join();
    await releaseAddress(ctxFor(member), { personId: member.personId, addressId: claimed.ok ? claimed.addressId : "", why: "test" });
    expect(await replyToEnquiry(ctxFor(dpo), enquiry.code, someReply())).toEqual({ ok: true });
    expect((await mailed()).map(({ to }) => to)).toEqual([[member.email]]);
  });

  test("is who staff are shown, and who is stopped", async () => {
    const { enquiry, member, join, dpo } = await asked();
    const newsletter = await aNewsletter();
    await aReader(newsletter, enquiry.email);
    await join();
    expect((await lookAtEnquiry(ctxFor(dpo), enquiry.code)).person).toMatchObject({ ref: member.ref });
    expect(await stopContact(ctxFor(dpo), enquiry.code)).toEqual({ ok: true });
    expect(await subscriptionOf(member.personId, newsletter.listId)).toMatchObject({ state: "ended" });
  });
});

test("B20: a reply is text: tags are shown, and what looks like a link is none", async () => {
  const enquiry = await anEnquiry();
  await replyToEnquiry(
    ctxFor(await anOfficer()),
    enquiry.code,
    someReply(1, "<a href=https://evil.example>x</a> www.evil.example {{7*7}}"),
  );
  const sink = await aSink();
  await drain(aPostOffice(sink, { kinds: MAIL_KINDS }));
  const { raw } = sink.mails().find(({ to, raw }) => to.includes(enquiry.email) && /Subject: Re:/.test(raw))!;
  const { html } = await PostalMime.parse(raw);
  expect(html).toContain("{{7*7}}");
  expect(html).not.toMatch(/<a [^>]*evil/);
});

test("B28: two members of staff who reply at once: the second is told, and nothing of theirs is sent", async () => {
  const [first, second] = [await anOfficer(), await anOfficer()];
  const enquiry = await anEnquiry();
  const answers = await Promise.all([first, second].map((officer) => replyToEnquiry(ctxFor(officer), enquiry.code, someReply())));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.filter(({ ok }) => !ok)).toEqual([{ ok: false, reason: "changed", last: 2 }]);
  expect(await mailsTo(enquiry.email, "enquiry-reply")).toHaveLength(1);
});

test("B28: a reply that is sent twice is one", async () => {
  const officer = ctxFor(await anOfficer());
  const enquiry = await anEnquiry();
  const reply = someReply();
  expect(await replyToEnquiry(officer, enquiry.code, reply)).toEqual({ ok: true });
  expect(await replyToEnquiry(officer, enquiry.code, reply)).toEqual({ ok: true });
  expect(await messagesIn(enquiry)).toHaveLength(2);
});

test("a closed enquiry takes no reply before it is opened again", async () => {
  const officer = ctxFor(await anOfficer());
  const enquiry = await anEnquiry();
  await closeEnquiry(officer, enquiry.code);
  expect(await replyToEnquiry(officer, enquiry.code, someReply())).toEqual({ ok: false, reason: "closed" });
  await reopenEnquiry(officer, enquiry.code);
  expect(await storedEnquiry(enquiry.code)).toMatchObject({ state: "open", closedAt: null });
  expect(await replyToEnquiry(officer, enquiry.code, someReply())).toEqual({ ok: true });
});

test("opening an enquiry is a look that the person can see", async () => {
  const person = await aMember();
  const officer = await anOfficer();
  const enquiry = await anEnquiryOf(person);
  await lookAtEnquiry(ctxFor(officer), enquiry.code);
  const looks = await systemCtxFor()
    .db.select()
    .from(auditEntries)
    .where(and(eq(auditEntries.class, "access"), eq(auditEntries.subjectId, person.personId)));
  expect(looks).toEqual([expect.objectContaining({ action: "enquiry.opened", objectId: enquiry.id, actorId: officer.personId })]);
});

test("whoever is given an enquiry is told; only those of its queue can be given it", async () => {
  const [officer, colleague, administrator] = [await anOfficer(), await anOfficer(), await anAdministrator()];
  const enquiry = await anEnquiry();
  expect(await assignEnquiry(ctxFor(officer), enquiry.code, { owner: administrator.ref })).toEqual({ ok: false });
  expect(await assignEnquiry(ctxFor(officer), enquiry.code, { owner: colleague.ref })).toEqual({ ok: true });
  expect(await storedEnquiry(enquiry.code)).toMatchObject({ ownerId: colleague.personId, state: "open" });
  expect(await mailsTo(colleague.email, "enquiry-notification")).toHaveLength(1);
  expect((await listEnquiries(ctxFor(colleague), { ...WAITING, mine: true })).rows.map(({ code }) => code)).toEqual([enquiry.code]);
});

test("those in whose queue an enquiry comes are told, and nobody where it stays in its queue", async () => {
  const officer = ctxFor(await anOfficer());
  const enquiry = await anEnquiry();
  const { db } = systemCtxFor();
  await db.delete(jobOutbox);
  const waiting = async () => (await db.select().from(jobOutbox)).map(({ name, payload }) => ({ name, payload }));

  await moveEnquiry(officer, enquiry.code, { category: "complaint", queue: "office" });
  expect(await waiting()).toEqual([]);
  await moveEnquiry(officer, enquiry.code, { category: "personal-data", queue: "privacy" });
  expect(await waiting()).toEqual([{ name: "enquiries.notify-queue", payload: { enquiryId: enquiry.id } }]);
});

test("moved to another queue it is due as its kind is, is nobody's, and is gone from the first", async () => {
  const officer = ctxFor(await anOfficer());
  const enquiry = await anEnquiry({ now: new Date("2026-11-03T10:00:00Z") });
  await takeEnquiry(officer, enquiry.code);
  await moveEnquiry(officer, enquiry.code, { category: "personal-data", queue: "privacy" });
  const stored = await storedEnquiry(enquiry.code);
  expect(stored).toMatchObject({ queue: "privacy", category: "personal-data", ownerId: null });
  expect(stored.dueAt.toISOString().slice(0, 10)).toBe("2026-12-03");
  await expect(getEnquiry(officer, enquiry.code)).rejects.toThrow(NotFoundError);
  expect((await messagesIn(enquiry)).map(({ kind }) => kind)).toEqual(["question", "note"]);
  await getEnquiry(ctxFor(await aDpo()), enquiry.code);
});

test("the list is by due date, page by page, and leaves nothing out", async () => {
  const administrator = ctxFor(await anAdministrator());
  const all: string[] = [];
  for (let day = 1; day <= 30; day++)
    all.push((await anEnquiry({ category: "technical", now: new Date(Date.UTC(2025, 0, 31 - day)) })).code);
  const seen: { code: string; dueAt: Date }[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { rows, next } = await listEnquiries(administrator, { queue: "technical", state: "waiting", mine: false }, after);
    seen.push(...rows);
    after = next;
  }
  expect(new Set(seen.map(({ code }) => code)).size).toBe(seen.length);
  expect(all.every((code) => seen.some((row) => row.code === code))).toBe(true);
  expect(seen.every((row, index) => index === 0 || seen[index - 1]!.dueAt <= row.dueAt)).toBe(true);
});

test("the list, the record and the count take a fixed number of statements", async () => {
  const officer = ctxFor(await anOfficer());
  const enquiry = await anEnquiry();
  for (let reply = 1; reply < 4; reply++) await replyToEnquiry(officer, enquiry.code, someReply(reply));
  expect(await countQueries(() => listEnquiries(officer, WAITING))).toHaveLength(1);
  expect(await countQueries(() => countWaitingEnquiries(officer))).toHaveLength(1);
  const record = await countQueries(() => lookAtEnquiry(officer, enquiry.code));
  expect(record.filter((text) => !/^(begin|commit)/i.test(text))).toHaveLength(3);
});

test("those of its queue take the text of a message out for good: it is nowhere, not mailed, and a second sending of its form is told so", async () => {
  const { db } = systemCtxFor();
  const { code, id } = await anEnquiry({ question: "quokka asked" });
  const officer = await anOfficer();
  const ctx = ctxFor(officer);
  const reply = someReply(1, "quokka answered");
  expect(await replyToEnquiry(ctx, code, reply)).toEqual({ ok: true });

  const [, answered] = await messagesIn({ id });
  const [mailed] = await db.select().from(messages).where(sql`${messages.args} ->> 'enquiryMessageId' = ${answered!.id}`);
  const caught = { receivedAt: new Date(), messageId: mailed!.messageId, toCanonical: "ada@test.example", subject: "Our answer" };
  await db.insert(caughtMails).values({ ...caught, raw: Buffer.from("quokka answered") });

  await expect(takeOutMessage(ctxFor(await aDpo()), code, { number: 1, why: "patient-details" })).rejects.toThrow(NotFoundError);
  for (const number of [1, 2]) await takeOutMessage(ctx, code, { number, why: "patient-details" });

  for (const number of [0, 1, 3]) await expect(takeOutMessage(ctx, code, { number, why: "asked-for" })).rejects.toThrow(NotFoundError);
  expect(await tablesThatSay("quokka")).toEqual([]);
  expect(await db.$count(caughtMails)).toBe(0);
  expect((await lookAtEnquiry(ctx, code)).messages.map(({ html, takenOutWhy }) => [html, takenOutWhy])).toEqual([
    ["", "patient-details"],
    ["", "patient-details"],
  ]);
  expect(await replyToEnquiry(ctx, code, reply)).toEqual({ ok: false, reason: "sent-before", text: "", last: 2 });
  const message = (await messagesIn({ id })).find((each) => each.kind === "reply");
  const mail = {
    id: "",
    kind: enquiryReplyMail.name,
    personId: null,
    addressId: null,
    args: { enquiryMessageId: message!.id },
    cause: null,
  };
  expect(await enquiryReplyMail.build(systemCtxFor(), mail)).toEqual({ skip: "text-taken-out" });
  const entries = and(eq(auditEntries.objectId, id), eq(auditEntries.action, "enquiry.text-taken-out"));
  expect(await systemCtxFor().db.$count(auditEntries, entries)).toBe(2);
});

test("a reply that is taken out before its mail left is none: the enquiry waits again, unless another came after it or the mail left", async () => {
  const ctx = ctxFor(await anOfficer());
  const takeOutOf = async (number: number, replies: number, sent = false) => {
    const { code } = await anEnquiry();
    for (let last = 1; last <= replies; last++) await replyToEnquiry(ctx, code, { body: "We moved.", submissionId: uuidv7(), last });
    if (sent) await systemCtxFor().db.update(messages).set({ state: "accepted", nextAt: null, finalAt: new Date() });
    await takeOutMessage(ctx, code, { number, why: "patient-details" });
    return (await storedEnquiry(code)).state;
  };
  expect(await takeOutOf(2, 1)).toBe("open");
  expect(await takeOutOf(2, 2)).toBe("answered");
  expect(await takeOutOf(2, 1, true)).toBe("answered");
});
