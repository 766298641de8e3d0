import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { wordings } from "#db/schema/consents";
import { enquiries } from "#db/schema/enquiries";
import { proofs } from "#db/schema/people";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { EnquirySchema } from "~/features/enquiries/enquiry.schema";
import { enquiryCause } from "~/features/enquiries/enquiry-cause";
import { notifyQueue } from "~/features/enquiries/notify-staff.server";
import { sendEnquiry } from "~/features/enquiries/send-enquiry.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { findHolder } from "~/features/people/persons.server";
import { DAY, later } from "~/lib/dates";
import { type PatientDetailsError, SubmissionTakenError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { anAdministrator, anEnquiry, anEnquiryOf, anOfficer, messagesIn, someQuestion, storedEnquiry } from "../../support/enquiries";
import { aPostOffice, aSink, drain } from "../../support/mail";
import { anAddress, mailsTo, urlsOf } from "../../support/newsletters";
import { aMember, visitor } from "../../support/people";

test("PMN-12: an enquiry gets a reference, a queue, a state and a due date of working days, and names the notice that was in force", async () => {
  const { code } = await anEnquiry({ now: new Date("2026-11-20T10:00:00Z") });
  const stored = await storedEnquiry(code);
  expect(stored).toMatchObject({ category: "question", queue: "office", state: "new", ownerId: null, fullName: "Ada Enquirer" });
  expect(stored.dueAt.toISOString().slice(0, 10)).toBe("2026-11-27");
  const [notice] = await systemCtxFor().db.select().from(wordings).where(eq(wordings.id, stored.noticeId!));
  expect(notice).toMatchObject({ slug: "privacy-notice" });
});

test("PMN-12: a technical problem lands in the queue of the administrators, rights and complaints with the data protection officer", async () => {
  const queueOf = async (category: "technical" | "stop-contact" | "personal-data" | "complaint" | "joining") =>
    (await storedEnquiry((await anEnquiry({ category })).code)).queue;
  expect(await queueOf("technical")).toBe("technical");
  expect(await queueOf("joining")).toBe("office");
  for (const category of ["stop-contact", "personal-data", "complaint"] as const) expect(await queueOf(category)).toBe("privacy");
});

test("a right is due within a month, the acknowledgement of a complaint within 30 days", async () => {
  const now = new Date("2026-11-03T10:00:00Z");
  const due = async (category: "personal-data" | "complaint") => (await storedEnquiry((await anEnquiry({ category, now })).code)).dueAt;
  expect((await due("personal-data")).toISOString().slice(0, 10)).toBe("2026-12-03");
  expect((await due("complaint")).toISOString().slice(0, 10)).toBe("2026-12-03");
});

test("B28: the same form sent twice at once is one enquiry with one mail; with another text it stores nothing and shows the first", async () => {
  const question = someQuestion();
  const [first, second] = await Promise.all([sendEnquiry(ctxFor(visitor), question), sendEnquiry(ctxFor(visitor), question)]);
  expect(second).toEqual(first);
  expect(await mailsTo(question.email!)).toHaveLength(1);

  const other = await sendEnquiry(ctxFor(visitor), { ...question, question: "And how many practices?" });
  expect(other).toEqual({ ok: false, reason: "sent-before", reference: first.reference, text: expect.stringContaining(question.question) });
  const corrected = await sendEnquiry(ctxFor(visitor), { ...question, email: anAddress() });
  expect(corrected).toMatchObject({ ok: false, text: expect.stringContaining(question.email!) });
  await expect(sendEnquiry(ctxFor(await aMember()), { ...question, fullName: undefined, email: undefined })).rejects.toThrow(
    SubmissionTakenError,
  );
  expect(await systemCtxFor().db.$count(enquiries, eq(enquiries.submissionId, question.submissionId))).toBe(1);
});

test("B40: of a thousand enquiries in a victim's name all are stored, and one mail of each kind leaves in a day", async () => {
  const victim = anAddress();
  const now = new Date();
  for (let each = 0; each < 12; each++) await anEnquiry({ email: victim, now });
  expect(await mailsTo(victim)).toHaveLength(1);
  for (const category of ["joining", "technical", "personal-data", "complaint", "stop-contact"] as const)
    await anEnquiry({ email: victim, category, now });
  // five unproven requests a day, whatever they are about
  expect(await mailsTo(victim)).toHaveLength(5);
  const held = await systemCtxFor()
    .db.select({ code: enquiries.code })
    .from(enquiries)
    .innerJoin(proofs, eq(proofs.id, enquiries.proofId))
    .where(eq(proofs.canonical, victim));
  expect(held).toHaveLength(17);

  await anEnquiry({ email: victim, now: later(now, DAY + 1) });
  expect(await mailsTo(victim)).toHaveLength(6);
});

test("asking tells nothing of who holds an address, and makes nobody", async () => {
  const email = anAddress();
  await anEnquiry({ email });
  expect(await findHolder(systemCtxFor(), email)).toBeNull();
});

test("a signed-in person is not asked who they are; their enquiry is theirs at once", async () => {
  const person = await aMember();
  const { code } = await anEnquiryOf(person);
  expect(await storedEnquiry(code)).toMatchObject({ personId: person.personId, proofId: null, fullName: null });
  expect((await mailsTo(person.email, "enquiry-received"))[0]).toMatchObject({ personId: person.personId });
});

test("B25: fields that the form does not have change nothing", () => {
  const asked = EnquirySchema.parse({
    ...someQuestion(),
    ...JSON.parse('{"__proto__":{"queue":"technical"},"constructor":{"x":1}}'),
    queue: "office",
    state: "closed",
    ownerId: uuidv7(),
    personId: uuidv7(),
    createdAt: "2001-01-01",
  });
  expect(Object.keys(asked).sort()).toEqual(["category", "email", "fullName", "question", "submissionId", "website"]);
});

const UGLY = [
  "<b>From IT:</b> sign in at https://evil.example/nhs now",
  `{{7*7}} $\{process.env.SECRETS} <%= env %> {{#with this}} [[name:first]]`,
  "x\r\nBcc: victim@evil.example",
  "x\u2028Bcc: victim@evil.example",
];

test("B20, B40: the acknowledgement holds nothing that was typed, neither text nor name", async () => {
  const sink = await aSink();
  const post = aPostOffice(sink, { kinds: MAIL_KINDS });
  for (const ugly of UGLY) await anEnquiry({ question: ugly, fullName: ugly });
  await drain(post);
  const mails = sink.mails();
  expect(mails.length).toBeGreaterThanOrEqual(UGLY.length);
  for (const { raw } of mails) {
    for (const word of ["evil.example", "From IT", "7*7", "SECRETS", "Bcc"]) expect(raw).not.toContain(word);
    expect(urlsOf(raw).filter((url) => !/^http:\/\/(localhost|www\.w3\.org)/.test(url))).toEqual([]);
  }
});

test("B19: whatever is typed as name or address, each mail has one recipient and no header of theirs", async () => {
  for (const email of [
    "a@x.example,b@x.example",
    "a@x.example\nBcc: b@x.example",
    '"a b"@x.example',
    "Group: a@x.example;",
    "a@x.example\u2028",
  ])
    expect(EnquirySchema.safeParse({ ...someQuestion(), email }).success, email).toBe(email.endsWith("\u2028"));
  const sink = await aSink();
  const enquiry = await anEnquiry({ fullName: "Eve\r\nBcc: b@x.example" });
  await drain(aPostOffice(sink, { kinds: MAIL_KINDS }));
  const [mail] = sink.mails().filter(({ to }) => to.includes(enquiry.email));
  expect(mail!.to).toEqual([enquiry.email]);
  expect(mail!.raw.split("\r\n\r\n")[0]).not.toMatch(/bcc/i);
});

test("staff of the queue are told once that an enquiry came, without what was typed", async () => {
  const [officer, administrator] = [await anOfficer(), await anAdministrator()];
  const enquiry = await anEnquiry({ question: UGLY[0], fullName: "Mallory Links" });
  await notifyQueue(systemCtxFor(), enquiry.id);
  await notifyQueue(systemCtxFor(), enquiry.id);
  expect(await mailsTo(administrator.email)).toEqual([]);
  const [told, ...more] = await mailsTo(officer.email);
  expect(more).toEqual([]);

  const sink = await aSink();
  await drain(aPostOffice(sink, { kinds: MAIL_KINDS }));
  const { raw } = sink.mails().find(({ to }) => to.includes(officer.email))!;
  expect(told!.kind).toBe("enquiry-notification");
  for (const word of ["evil.example", "Mallory", "From IT"]) expect(raw).not.toContain(word);
});

test("where nobody works on a queue, the administrators are told to choose somebody", async () => {
  const administrator = await anAdministrator();
  const enquiry = await anEnquiry({ category: "complaint" });
  await notifyQueue(systemCtxFor(), enquiry.id);
  expect(await mailsTo(administrator.email, "enquiry-notification")).toHaveLength(1);
  const told = [{ kind: "enquiry", cause: enquiryCause(enquiry.id) }];
  expect([...(await wordNotifications(ctxFor(administrator), told)).values()]).toEqual([
    expect.objectContaining({ href: "/admin/members" }),
  ]);
  expect(await wordNotifications(ctxFor(await anOfficer()), told)).toEqual(new Map());
});

test("the text is stored as it was typed", async () => {
  const enquiry = await anEnquiry({ question: UGLY.join("\n") });
  expect((await messagesIn(enquiry))[0]).toMatchObject({ kind: "question", body: UGLY.join("\n"), authorId: null });
});

test("a visitor's name and the date of birth in their question are asked about together, as staff see them", async () => {
  const asked = someQuestion({ fullName: "Hazel Quoll", question: "Date of birth 12/03/1948. Where are my results?" });
  const error = await sendEnquiry(ctxFor(visitor), asked).catch((thrown: PatientDetailsError) => thrown);
  expect((error as PatientDetailsError).found).toMatchObject([{ field: "fullName" }, { field: "question" }]);
});
