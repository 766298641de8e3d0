import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { membershipApplications, membershipQuestions } from "#db/schema/membership";
import { organisations, persons, proofs } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import {
  countWaitingApplications,
  lookAtApplication,
  lookAtApplications,
} from "~/features/membership/applications/applications.queries.server";
import { approveApplication } from "~/features/membership/applications/approve-application.server";
import { askApplicant } from "~/features/membership/applications/ask-applicant.server";
import { declineApplication } from "~/features/membership/applications/decline-application.server";
import { answerQuestion, findMyApplication, withdrawApplication } from "~/features/membership/applications/my-application.server";
import { proveApplication } from "~/features/membership/applications/prove-application.server";
import { loadActor } from "~/features/people/actor.queries.server";
import type { Actor } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aClaim, aDecider, anApplication, aSponsor, storedApplication, type TestApplication } from "../../support/membership";
import { mailsTo } from "../../support/newsletters";
import { aMember, aPerson, loadPerson } from "../../support/people";

const { db } = systemCtxFor();
const place = { organisation: "Larkhollow Surgery", odsCode: null };
const asSelf = async ({ personId }: { personId: string }) => ctxFor(await loadPerson(personId));
const approve = async ({ code }: TestApplication, decider = aDecider()) => approveApplication(ctxFor(await decider), { code, ...place });
const liveGrants = (personId: string) => db.select().from(grants).where(eq(grants.personId, personId));
const kindsTo = async (email: string) => (await mailsTo(email)).map(({ kind }) => kind).slice(2);

test("PMN-26: only a decider approves, declines or asks, and nothing is stored for others", async () => {
  const application = await anApplication();
  for (const role of ["moderator", "editor", "newsletter-sender", "administrator"] as const) {
    const ctx = ctxFor(await aMember({ roles: [role] }));
    await expect(approveApplication(ctx, { code: application.code, ...place })).rejects.toThrow("not-a-decider");
    await expect(declineApplication(ctx, { code: application.code, reason: "No" })).rejects.toThrow("not-a-decider");
    await expect(askApplicant(ctx, { code: application.code, question: "Why?" })).rejects.toThrow("not-a-decider");
    await expect(lookAtApplication(ctx, application.code)).rejects.toThrow("not-a-decider");
    await expect(lookAtApplications(ctx, "waiting")).rejects.toThrow("not-a-decider");
  }
  expect(await storedApplication(application.id)).toMatchObject({ state: "waiting", decidedBy: null });
});

test("B26: a decider who applied does not approve themselves", async () => {
  const application = await anApplication();
  const self = await asSelf(application);
  const result = await approveApplication(
    { ...self, actor: { ...self.actor, roles: ["contacts-officer"] } as Actor },
    { code: application.code, ...place },
  );

  expect(result).toMatchObject({ ok: false, reason: "own" });
  expect(await liveGrants(application.personId)).toEqual([]);
});

test("an application whose address is not confirmed is shown to nobody and cannot be decided", async () => {
  const { email } = await aClaim();
  const decider = await aDecider();
  const { rows } = await lookAtApplications(ctxFor(decider), "waiting");
  const [row] = await db
    .select({ code: membershipApplications.code })
    .from(membershipApplications)
    .innerJoin(proofs, eq(proofs.id, membershipApplications.proofId))
    .where(eq(proofs.canonical, email));

  expect(rows.map(({ code }) => code)).not.toContain(row!.code);
  await expect(lookAtApplication(ctxFor(decider), row!.code)).rejects.toThrow("application not found");
  await expect(approveApplication(ctxFor(decider), { code: row!.code, ...place })).rejects.toThrow("application not found");
});

test("approving makes a member, with where they work, from the next request on, and tells them", async () => {
  const application = await anApplication({ jobTitle: "Business manager" });
  expect(await approve(application)).toEqual({ ok: true });

  expect(await loadActor(db, application.personId, new Date())).toMatchObject({ roles: ["member"], groups: [] });
  const given = await liveGrants(application.personId);
  expect(given).toHaveLength(2);
  for (const grant of given)
    expect(grant).toMatchObject({ source: "application", sourceId: application.id, grantedBy: expect.any(String) });
  expect(given).toContainEqual(expect.objectContaining({ organisationRole: "Business manager" }));
  expect(await kindsTo(application.email)).toEqual(["application-approved"]);
});

test("approvals from one practice make one organisation, by its code before its name", async () => {
  const deciders = [await aDecider(), await aSponsor()];
  const odsCode = "L10001";
  const applications = [await anApplication(), await anApplication()];
  await Promise.all(
    applications.map(({ code }, index) =>
      approveApplication(ctxFor(deciders[index]!), { code, organisation: "Twin Rivers Practice", odsCode }),
    ),
  );
  expect(await db.select().from(organisations).where(eq(organisations.odsCode, odsCode))).toHaveLength(1);

  const third = await anApplication();
  const other = await approveApplication(ctxFor(deciders[0]!), { code: third.code, organisation: "Another Practice", odsCode });
  expect(other).toMatchObject({ ok: false, reason: "code-is-anothers", known: { name: expect.stringContaining("Twin Rivers") } });
  expect(await liveGrants(third.personId)).toEqual([]);
});

test("a practice that was typed as a code gets its name when it is approved", async () => {
  const application = await anApplication({ organisation: "L10002" });
  await approveApplication(ctxFor(await aDecider()), { code: application.code, organisation: "Moss End Surgery", odsCode: "L10002" });

  const [person] = await db.select().from(persons).where(eq(persons.id, application.personId));
  expect(person!.organisationName).toBe("Moss End Surgery");
});

test("declining gives the applicant the reason, and lets them apply again", async () => {
  const application = await anApplication();
  await declineApplication(ctxFor(await aDecider()), { code: application.code, reason: "We could not reach the practice." });

  expect(await findMyApplication(await asSelf(application))).toMatchObject({
    state: "declined",
    decisionReason: "We could not reach the practice.",
  });
  expect(await kindsTo(application.email)).toEqual(["application-declined"]);
  const { token } = await aClaim({ email: application.email });
  expect(token).toEqual(expect.any(String));
});

test("a question is mailed, its answer puts the application back into the queue", async () => {
  const application = await anApplication();
  await askApplicant(ctxFor(await aDecider()), { code: application.code, question: "Which practice is it?" });
  expect((await storedApplication(application.id)).state).toBe("asked");
  expect(await kindsTo(application.email)).toEqual(["application-question"]);

  expect(await answerQuestion(await asSelf(application), { answer: "The one by the canal.", asked: 1 })).toEqual({ ok: true });
  expect((await storedApplication(application.id)).state).toBe("waiting");
  expect(await findMyApplication(await asSelf(application))).toMatchObject({
    questions: [{ question: "Which practice is it?", answer: "The one by the canal." }],
  });
  expect(await answerQuestion(await asSelf(application), { answer: "Again", asked: 1 })).toEqual({ ok: false, reason: "not-asked" });
});

test("an answer is to the questions that its writer saw, and said to be stored as often as it is sent", async () => {
  const application = await anApplication();
  const ask = async (question: string) => askApplicant(ctxFor(await aDecider()), { code: application.code, question });
  await ask("Which practice is it?");
  await ask("And since when?");
  const self = await asSelf(application);
  const answers = async () => (await findMyApplication(self))!.questions.map(({ answer }) => answer);

  expect(await answerQuestion(self, { answer: "The one by the canal.", asked: 1 })).toEqual({ ok: false, reason: "asked-again" });
  expect(await answers()).toEqual([null, null]);
  const both = { answer: "The one by the canal, since May.", asked: 2 };
  expect(await answerQuestion(self, both)).toEqual({ ok: true });
  expect(await answerQuestion(self, both)).toEqual({ ok: true });
  expect(await answerQuestion(self, { ...both, answer: "Another" })).toEqual({ ok: false, reason: "not-asked" });
  expect(await answers()).toEqual([both.answer, both.answer]);
});

test("an answer to an application that was taken back is none to the next one", async () => {
  const { email, personId, code } = await anApplication();
  const ask = async (code: string) => askApplicant(ctxFor(await aDecider()), { code, question: "Which practice is it?" });
  await ask(code);
  const self = await asSelf({ personId });
  const answer = { answer: "The one by the canal.", asked: 1, code };
  await withdrawApplication(self);
  const { token } = await aClaim({ email });
  expect(await proveApplication(self, token, { password: "", signedInAs: personId })).toMatchObject({ ok: true });
  const next = (await findMyApplication(self))!;
  await ask(next.code);

  expect(await answerQuestion(self, answer)).toEqual({ ok: false, reason: "asked-again" });
  expect((await findMyApplication(self))!.questions).toMatchObject([{ answer: null }]);
  expect(await answerQuestion(self, { ...answer, code: next.code })).toEqual({ ok: true });
  expect(await answerQuestion(self, answer)).toEqual({ ok: false, reason: "not-asked" });
});

test("a decision that is sent twice was done, and nobody was first but who sent it", async () => {
  const [asked, declined, approved] = [await anApplication(), await anApplication(), await anApplication()];
  const [me, other] = [ctxFor(await aDecider()), ctxFor(await aDecider())];
  const seen = "waiting-0";
  const question = { code: asked.code, seen, question: "Which practice is it?" };
  const reason = { code: declined.code, seen, reason: "No such practice." };
  const yes = { code: approved.code, seen, ...place };

  for (const ctx of [me, me]) {
    expect(await askApplicant(ctx, question)).toEqual({ ok: true });
    expect(await declineApplication(ctx, reason)).toEqual({ ok: true });
    expect(await approveApplication(ctx, yes)).toMatchObject({ ok: true });
  }
  expect((await lookAtApplication(me, asked.code)).questions).toHaveLength(1);
  for (const [ctx, more] of [
    [other, ""],
    [me, " Or another"],
  ] as const) {
    expect(await askApplicant(ctx, { ...question, question: question.question + more })).toMatchObject({ ok: false, reason: "asked" });
    expect(await declineApplication(ctx, { ...reason, reason: reason.reason + more })).toMatchObject({ ok: false, reason: "declined" });
  }
  expect(await approveApplication(other, yes)).toMatchObject({ ok: false, reason: "approved" });
});

test("an answer belongs to the person who was asked", async () => {
  const application = await anApplication();
  await askApplicant(ctxFor(await aDecider()), { code: application.code, question: "Which practice is it?" });

  await expect(answerQuestion(await asSelf(await aPerson()), { answer: "Mine", asked: 1 })).rejects.toThrow("application not found");
  const [question] = await db.select().from(membershipQuestions).where(eq(membershipQuestions.applicationId, application.id));
  expect(question!.answer).toBeNull();
});

test("who takes an application back is not decided about", async () => {
  const application = await anApplication();
  expect(await withdrawApplication(await asSelf(application))).toEqual({ ok: true });
  expect(await approve(application)).toMatchObject({ ok: false, reason: "withdrawn" });
  expect(await liveGrants(application.personId)).toEqual([]);
});

test("B28: of two who decide at once one does, and the other is told who", async () => {
  const application = await anApplication();
  const [one, two] = [await aDecider({ displayName: "Joanne" }), await aSponsor({ displayName: "Ruth" })];
  const results = await Promise.all([
    approveApplication(ctxFor(one), { code: application.code, ...place }),
    declineApplication(ctxFor(two), { code: application.code, reason: "No such practice." }),
  ]);

  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const second = results.find(({ ok }) => !ok);
  expect(second).toMatchObject(results[0]!.ok ? { reason: "approved", by: "Joanne" } : { reason: "declined", by: "Ruth" });
  expect(await kindsTo(application.email)).toHaveLength(1);
});

test("B28: what was answered after a decider looked is read before it is decided", async () => {
  const application = await anApplication();
  const decider = ctxFor(await aDecider());
  await askApplicant(decider, { code: application.code, question: "Where?" });
  const { version } = await lookAtApplication(decider, application.code);
  await answerQuestion(await asSelf(application), { answer: "Here.", asked: 1 });

  const result = await declineApplication(decider, { code: application.code, seen: version, reason: "No answer." });
  expect(result).toMatchObject({ ok: false, reason: "answered" });
});

test("a look at an application is in the record of the applicant and of everybody else who was shown", async () => {
  const namesake = await aMember({ fullName: "Philippa Ashdown-Reyes" });
  const application = await anApplication({ fullName: "philippa ashdown-reyes" });
  const decider = await aDecider();
  const record = await lookAtApplication(ctxFor(decider), application.code);

  expect(record.namesakes).toEqual([expect.objectContaining({ ref: namesake.ref, isMember: true })]);
  for (const subject of [application.personId, namesake.personId]) {
    const looks = await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, subject), eq(auditEntries.class, "access")));
    expect(looks).toMatchObject([{ actorId: decider.personId, purpose: "deciding an application" }]);
  }
});

test("a record that became one with another is nobody of the same name", async () => {
  const [into, joined] = [await aMember({ fullName: "Marguerite Oyelaran" }), await aPerson({ fullName: "Marguerite Oyelaran" })];
  await db.update(persons).set({ mergedInto: into.personId }).where(eq(persons.id, joined.personId));
  const application = await anApplication({ fullName: "Marguerite Oyelaran" });
  const { namesakes } = await lookAtApplication(ctxFor(await aDecider()), application.code);

  expect(namesakes.map(({ ref }) => ref)).toEqual([into.ref]);
});

test("colleagues at a known organisation and earlier applications stand beside an application", async () => {
  const first = await anApplication({ organisation: "Quarrybank Surgery" });
  await approveApplication(ctxFor(await aDecider()), { code: first.code, organisation: "Quarrybank Surgery", odsCode: null });
  const second = await anApplication({ organisation: "quarrybank surgery" });
  await declineApplication(ctxFor(await aDecider()), { code: second.code, reason: "Not yet." });
  const record = await lookAtApplication(ctxFor(await aDecider()), second.code);

  expect(record.known).toMatchObject({ name: "Quarrybank Surgery" });
  expect(record.colleagues).toMatchObject([{ isMember: true }]);
  expect(record.others).toEqual([]);
});

test("the queue stands oldest first and is paged; what is settled stands latest first", async () => {
  await db.delete(membershipApplications);
  const made: string[] = [];
  for (let days = 27; days > 0; days--) made.push((await anApplication({}, later(new Date(), -days * DAY))).code);
  const decider = ctxFor(await aDecider());
  const first = await lookAtApplications(decider, "waiting");
  const rest = await lookAtApplications(decider, "waiting", first.next);

  expect([...first.rows, ...rest.rows].map(({ code }) => code)).toEqual(made);
  expect(rest.next).toBeNull();
  const waiting = await countWaitingApplications(systemCtxFor());
  expect(waiting.count).toBe(27);
  expect(waiting.oldest).toEqual(first.rows[0]!.createdAt);

  for (const code of made.slice(0, 3)) await declineApplication(decider, { code, reason: "No." });
  expect((await lookAtApplications(decider, "declined")).rows.map(({ code }) => code)).toEqual(made.slice(0, 3).reverse());
});
