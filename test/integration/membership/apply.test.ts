import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { lists, wordings } from "#db/schema/consents";
import { membershipApplications } from "#db/schema/membership";
import { addresses, persons } from "#db/schema/people";
import { publishWording } from "~/features/consents/wordings.server";
import { applyToJoin } from "~/features/membership/applications/apply-to-join.server";
import { proveApplication } from "~/features/membership/applications/prove-application.server";
import { getJoiningForm } from "~/features/membership/joining-choices.server";
import { findProof } from "~/features/people/proofs.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aClaim, CHOSEN, someAnswers, storedApplication } from "../../support/membership";
import { aNewsletter, anAddress, mailsTo, tokenTo } from "../../support/newsletters";
import { aPerson, visitor } from "../../support/people";

const { db } = systemCtxFor();
const apply = (more: Parameters<typeof someAnswers>[0], now = new Date()) => applyToJoin(ctxFor(visitor, now), someAnswers(more));
const applicationsTo = (email: string) =>
  db
    .select()
    .from(membershipApplications)
    .where(sql`${membershipApplications.proofId} in (select id from proofs where canonical = ${email})`);

test("PMN-26: whoever typed an address becomes nobody and grants nothing before its owner presses the button", async () => {
  const email = anAddress();
  await apply({ email });

  expect(await db.select().from(addresses).where(eq(addresses.canonical, email))).toEqual([]);
  expect((await applicationsTo(email)).map(({ state, personId }) => ({ state, personId }))).toEqual([
    { state: "unproven", personId: null },
  ]);
  expect((await mailsTo(email)).map(({ kind }) => kind)).toEqual(["confirm-application"]);
});

test("an application does not touch the person who holds the address", async () => {
  const person = await aPerson({ fullName: "Their own name" });
  const before = await db.select().from(persons).where(eq(persons.id, person.personId));
  await apply({ email: person.email, fullName: "Somebody else" });

  expect(await db.select().from(persons).where(eq(persons.id, person.personId))).toEqual(before);
});

test("B40: a thousand applications with one address are one mail a day, and the first link stays good", async () => {
  const email = anAddress();
  const now = new Date();
  await apply({ email }, now);
  const token = await tokenTo("apply", email);
  for (let time = 1; time < 30; time++) await apply({ email, fullName: `Number ${time}` }, later(now, time * HOUR * 0.5));

  expect(await mailsTo(email)).toHaveLength(1);
  expect((await findProof(systemCtxFor(), "apply", token))?.state).toBe("open");
  expect(await applicationsTo(email)).toHaveLength(1);
});

test("B40: five mails of all kinds that nobody answered are all an address gets in a day", async () => {
  const email = anAddress();
  for (let each = 0; each < 5; each++)
    await db.execute(
      sql`insert into proofs (id, token_hash, purpose, subject, canonical, created_at, expires_at)
          values (gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), 'subscribe', ${`list ${each}`}, ${email}, now(), now() + interval '1 day')`,
    );
  await apply({ email });

  expect(await mailsTo(email)).toEqual([]);
  expect(await applicationsTo(email)).toEqual([]);
});

test("whoever applies again before confirming replaces what was typed, behind the same link", async () => {
  const { email, token } = await aClaim({ fullName: "A stranger’s joke" });
  await apply({ email, fullName: "Amara Okonkwo" });
  await proveApplication(ctxFor(visitor), token, { password: CHOSEN, signedInAs: null });

  const [row] = await applicationsTo(email);
  expect(row).toMatchObject({ fullName: "Amara Okonkwo", state: "waiting" });
});

test("what is typed again is agreed to in the words that its form showed", async () => {
  const { email, token } = await aClaim();
  const { id } = await publishWording(systemCtxFor(), { slug: "joining", body: "Other words since" });
  await apply({ email });
  const proved = await proveApplication(ctxFor(visitor), token, { password: CHOSEN, signedInAs: null });

  const entries = await db
    .select({ objectId: auditEntries.objectId })
    .from(auditEntries)
    .where(and(eq(auditEntries.action, "processing.agreed"), eq(auditEntries.subjectId, proved.ok ? proved.personId : "")));
  expect(entries).toEqual([{ objectId: id }]);
});

test("after a day one more mail goes out, its link replaces the earlier, and both end with the application", async () => {
  const now = new Date();
  const { email, token } = await aClaim({}, now);
  await apply({ email }, later(now, DAY + HOUR));
  const [earlier, latest] = [
    await findProof(systemCtxFor(), "apply", token),
    await findProof(systemCtxFor(), "apply", await tokenTo("apply", email)),
  ];

  expect(earlier?.state).toBe("superseded");
  expect(latest?.state).toBe("open");
  expect(latest?.proof.expiresAt).toEqual(earlier?.proof.expiresAt);
});

test("B28: a form that is sent twice at once is one application and one mail", async () => {
  const answers = someAnswers();
  await Promise.all([1, 2, 3, 4].map(() => applyToJoin(ctxFor(visitor), answers)));

  expect(await applicationsTo(answers.email)).toHaveLength(1);
  expect(await mailsTo(answers.email)).toHaveLength(1);
});

test("a form that is sent again with the address corrected goes to the right address", async () => {
  const mistyped = someAnswers();
  const corrected = { ...mistyped, email: anAddress() };
  await applyToJoin(ctxFor(visitor), mistyped);
  await applyToJoin(ctxFor(visitor), corrected);

  expect(await applicationsTo(corrected.email)).toHaveLength(1);
  expect((await mailsTo(corrected.email)).map(({ kind }) => kind)).toEqual(["confirm-application"]);
});

test("B28: different forms with one address at once are one application and one mail", async () => {
  const email = anAddress();
  await Promise.all(["One", "Two", "Three", "Four"].map((fullName) => apply({ email, fullName })));

  expect(await applicationsTo(email)).toHaveLength(1);
  expect(await mailsTo(email)).toHaveLength(1);
});

test("the application names the notice that was in force", async () => {
  const { email } = await aClaim();
  const [application] = await applicationsTo(email);
  const [notice] = await db.select().from(wordings).where(eq(wordings.id, application!.noticeId!));

  expect(notice?.slug).toBe("privacy-notice");
});

test("PMN-3: each marketing purpose and each open newsletter is a choice of its own; lists for members and closed ones are none", async () => {
  const [open, members, closed] = [await aNewsletter(), await aNewsletter({ audience: "members" }), await aNewsletter()];
  await db.update(lists).set({ closedAt: new Date() }).where(eq(lists.id, closed.listId));
  const offered = (await getJoiningForm(ctxFor(visitor))).choices.map(({ slug }) => slug);

  expect(offered).toEqual(expect.arrayContaining(["events-email", "services-email", open.slug]));
  expect(offered).not.toContain(members.slug);
  expect(offered).not.toContain(closed.slug);
});

test("a choice that is not offered is left out", async () => {
  const members = await aNewsletter({ audience: "members" });
  const { email } = await aClaim({ choices: [members.slug, "nothing-like-it", "events-email"] });
  const [application] = await applicationsTo(email);
  const chosen = await db
    .select({ slug: lists.slug })
    .from(lists)
    .where(sql`${lists.id} = any(${sql.param(application!.listIds, membershipApplications.listIds)})`);

  expect(chosen).toEqual([{ slug: "events-email" }]);
  expect((await storedApplication(application!.id)).listIds).toHaveLength(1);
});
