import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { persons, proofs } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { acceptInvitation } from "~/features/membership/invitations/accept-invitation.server";
import { getInvitation, listInvitations } from "~/features/membership/invitations/invitations.queries.server";
import { getQuota, inviteSpecialist } from "~/features/membership/invitations/invite-specialist.server";
import { resendInvitation, revokeInvitation } from "~/features/membership/invitations/resend-or-revoke-invitation.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { addProvenAddress, findHolder } from "~/features/people/persons.server";
import { closeGroup } from "~/features/permissions/arrange-groups.server";
import { grant } from "~/features/permissions/grants.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aDecider, anInvitation, aSponsor, CHOSEN, someInvitation, storedInvitation } from "../../support/membership";
import { mailsTo, tokenTo } from "../../support/newsletters";
import { aGroup, aMember, aPerson, visitor } from "../../support/people";

const { db } = systemCtxFor();
const accept = (token: string, more: Partial<Parameters<typeof acceptInvitation>[2]> = {}, now = new Date()) =>
  acceptInvitation(ctxFor(visitor, now), token, { password: CHOSEN, signedInAs: null, ...more });
const actorOf = async (email: string) => loadActor(db, (await findHolder(systemCtxFor(), email))!.personId, new Date());

afterEach(() => changeSettings(systemCtxFor(), { invitationQuota: 10 }));

test("PMN-26: only the steering group invites, looks at invitations, and steers them", async () => {
  const { code } = await anInvitation();
  for (const person of [await aDecider(), await aMember({ roles: ["administrator"] }), await aMember()]) {
    await expect(inviteSpecialist(ctxFor(person), someInvitation())).rejects.toThrow("not-a-sponsor");
    await expect(listInvitations(ctxFor(person))).rejects.toThrow("not-a-sponsor");
    await expect(revokeInvitation(ctxFor(person), code)).rejects.toThrow("not-a-sponsor");
    await expect(resendInvitation(ctxFor(person), code)).rejects.toThrow("not-a-sponsor");
  }
  expect(await storedInvitation(code)).toMatchObject({ state: "open" });
});

test("B26: nobody lets themselves into a group: a sponsor's own address is not invited, nor does one that became theirs accept", async () => {
  const sponsor = await aSponsor();
  await aGroup("pcn-leads");
  const own = someInvitation({ email: sponsor.email, groups: ["pcn-leads"] });
  expect(await inviteSpecialist(ctxFor(sponsor), own)).toEqual({ ok: false, reason: "yourself" });

  const { email, token } = await anInvitation({ sponsor, groups: ["pcn-leads"] });
  await openAccount(systemCtxFor(), { personId: sponsor.personId, password: "eleven calm badgers" });
  await addProvenAddress(systemCtxFor(), { personId: sponsor.personId, canonical: email, source: "test" });
  expect(await accept(token, { signedInAs: sponsor.personId })).toEqual({ ok: false, reason: "yourself" });
  expect(await actorOf(email)).toMatchObject({ groups: [] });
});

test("PMN-26: accepting gives the named groups until their end, from this invitation, and no membership", async () => {
  const groupId = await aGroup("pcn-leads");
  const { id, code, email, token } = await anInvitation({ groups: ["pcn-leads"] });
  expect(await accept(token)).toMatchObject({ ok: true, isNew: true });

  expect(await actorOf(email)).toMatchObject({ roles: [], groups: [groupId] });
  const { personId } = (await findHolder(systemCtxFor(), email))!;
  const given = await db.select().from(grants).where(eq(grants.personId, personId));
  expect(given).toMatchObject([{ groupId, role: null, source: "invitation", sourceId: id }]);
  expect(given[0]!.endsAt).toEqual((await storedInvitation(code)).endsAt);
  expect(await loadActor(db, personId, later(new Date(), 181 * DAY))).toMatchObject({ roles: [], groups: [] });
});

test("B27: an invitation works once; replaying it changes nothing", async () => {
  const { email, token } = await anInvitation();
  await accept(token);
  const before = await db.select().from(accounts);

  expect(await accept(token, { password: "another good secret" })).toEqual({ ok: false, reason: "used" });
  expect(await db.select().from(accounts)).toEqual(before);
  expect((await findHolder(systemCtxFor(), email))?.hasAccount).toBe(true);
});

test("B27: a hundred who accept at once make one account", async () => {
  const { email, token } = await anInvitation();
  const results = await Promise.all(Array.from({ length: 100 }, () => accept(token)));

  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const { personId } = (await findHolder(systemCtxFor(), email))!;
  expect(await db.select().from(grants).where(eq(grants.personId, personId))).toHaveLength(1);
  expect(await db.select().from(accounts).where(eq(accounts.personId, personId))).toHaveLength(1);
});

test("B27: an invitation is bound to its address: whoever is signed in as somebody else cannot use it", async () => {
  const [invited, other] = [await aPerson(), await aMember()];
  await openAccount(systemCtxFor(), { personId: invited.personId, password: "eleven calm badgers" });
  const { token } = await anInvitation({ email: invited.email });

  expect(await accept(token, { signedInAs: other.personId })).toEqual({ ok: false, reason: "other-account" });
  expect(await accept(token)).toEqual({ ok: false, reason: "sign-in" });
  expect(await accept(token, { signedInAs: invited.personId, password: "" })).toEqual({
    ok: true,
    isNew: false,
    personId: invited.personId,
  });
  expect(await loadActor(db, other.personId, new Date())).toMatchObject({ groups: [] });
});

test("B27: withdrawn, expired, guessed and replaced links do nothing", async () => {
  const sponsor = await aSponsor();
  const revoked = await anInvitation({ sponsor });
  await revokeInvitation(ctxFor(sponsor), revoked.code);
  expect(await accept(revoked.token)).toEqual({ ok: false, reason: "superseded" });

  const late = await anInvitation({ sponsor });
  expect(await accept(late.token, {}, later(new Date(), 15 * DAY))).toEqual({ ok: false, reason: "expired" });

  const short = await anInvitation({ sponsor, endsAt: later(new Date(), DAY) });
  expect(await accept(short.token, {}, later(new Date(), 2 * DAY))).toEqual({ ok: false, reason: "expired" });

  await expect(accept("0".repeat(43))).rejects.toThrow("link not found");
  for (const { email } of [revoked, late, short]) expect(await findHolder(systemCtxFor(), email)).toBeNull();
});

test("B27: the link of another purpose is no invitation", async () => {
  const { email } = await anInvitation();
  await expect(accept(`${await tokenTo("invitation", email)}x`)).rejects.toThrow("link not found");
});

test("PMN-26: a sponsor's quota holds when many are sent at once", async () => {
  await changeSettings(systemCtxFor(), { invitationQuota: 3 });
  const sponsor = await aSponsor();
  await aGroup("pcn-leads");
  const results = await Promise.all(Array.from({ length: 8 }, () => inviteSpecialist(ctxFor(sponsor), someInvitation())));

  expect(results.filter(({ ok }) => ok)).toHaveLength(3);
  expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "quota" });
  expect(await getQuota(ctxFor(sponsor))).toEqual({ sent: 3, quota: 3 });
});

test("invitations that were withdrawn count, those of more than a year ago do not", async () => {
  const sponsor = await aSponsor();
  const now = new Date();
  await anInvitation({ sponsor, endsAt: later(now, -300 * DAY) }, later(now, -400 * DAY));
  const { code } = await anInvitation({ sponsor }, now);
  await revokeInvitation(ctxFor(sponsor), code);

  expect((await getQuota(ctxFor(sponsor))).sent).toBe(1);
});

test("one address has one open invitation, also when two sponsors invite at once", async () => {
  const input = someInvitation();
  await aGroup("pcn-leads");
  const sponsors = [await aSponsor(), await aSponsor()];
  const results = await Promise.all(sponsors.map((sponsor) => inviteSpecialist(ctxFor(sponsor), input)));

  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results).toContainEqual({ ok: false, reason: "already-invited" });
  expect(await mailsTo(input.email)).toHaveLength(1);
});

test("B5: inviting a member answers and stores as inviting a stranger does", async () => {
  const sponsor = await aSponsor();
  const member = await aMember();
  const [known, unknown] = [await anInvitation({ sponsor, email: member.email }), await anInvitation({ sponsor })];
  const shown = (code: string) => listInvitations(ctxFor(sponsor)).then(({ rows }) => Object.keys(rows.find((row) => row.code === code)!));

  expect(await shown(known.code)).toEqual(await shown(unknown.code));
  expect(await mailsTo(member.email)).toHaveLength(1);
});

test("withdrawing forgets the name and the message", async () => {
  const sponsor = await aSponsor();
  const { code } = await anInvitation({ sponsor, message: "Do come." });
  expect(await revokeInvitation(ctxFor(sponsor), code)).toEqual({ ok: true });
  expect(await storedInvitation(code)).toMatchObject({ state: "revoked", fullName: null, message: null });
  expect(await revokeInvitation(ctxFor(sponsor), code)).toEqual({ ok: false, reason: "settled" });
});

test("B40: an invitation is sent again after a day at the earliest; a refusal leaves the earlier link good", async () => {
  const sponsor = await aSponsor();
  const { code, email, token } = await anInvitation({ sponsor });
  expect(await resendInvitation(ctxFor(sponsor), code)).toEqual({ ok: false, reason: "asked-too-often" });
  expect(await mailsTo(email)).toHaveLength(1);

  expect(await resendInvitation(ctxFor(sponsor, later(new Date(), DAY + HOUR)), code)).toEqual({ ok: true });
  expect(await accept(token)).toEqual({ ok: false, reason: "superseded" });
  expect(await accept(await tokenTo("invitation", email))).toMatchObject({ ok: true });
});

test("an invitation whose last day is over, whose groups have ended or whose address was let go is not sent again, nor called open", async () => {
  const sponsor = await aSponsor();
  const tomorrow = later(new Date(), DAY);
  const short = await anInvitation({ sponsor, endsAt: tomorrow });
  const ended = await anInvitation({ sponsor, groups: ["ending"] });
  await closeGroup(ctxFor(await aMember({ roles: ["administrator"] })), "ending");
  const gone = await anInvitation({ sponsor });
  await db.delete(proofs).where(eq(proofs.canonical, gone.email));
  const afterwards = ctxFor(sponsor, later(tomorrow, HOUR));

  expect(await resendInvitation(afterwards, short.code)).toEqual({ ok: false, reason: "nothing-left" });
  expect(await resendInvitation(afterwards, ended.code)).toEqual({ ok: false, reason: "nothing-left" });
  expect(await resendInvitation(afterwards, gone.code)).toEqual({ ok: false, reason: "settled" });
  expect(await mailsTo(short.email)).toHaveLength(1);
  expect((await getInvitation(afterwards, short.code)).state).toBe("expired");
  expect((await getInvitation(afterwards, gone.code)).state).toBe("expired");
});

test("an invitation prolongs a stay that ends sooner, and shortens none", async () => {
  const groupId = await aGroup("pcn-leads");
  const [short, endless] = [await aPerson(), await aPerson({ groups: ["pcn-leads"] })];
  await grant(systemCtxFor(), { personId: short.personId, groupId, source: "test", endsAt: later(new Date(), 5 * DAY) });
  for (const { email } of [short, endless]) await accept((await anInvitation({ email })).token);

  const inAMonth = later(new Date(), 30 * DAY);
  expect(await loadActor(db, short.personId, inAMonth)).toMatchObject({ groups: [groupId] });
  expect(await loadActor(db, endless.personId, later(new Date(), 400 * DAY))).toMatchObject({ groups: [groupId] });
});

test("who was invited has agreed to processing by accepting, and keeps the name that they had", async () => {
  const known = await aPerson({ fullName: "Dr I. Pemberton" });
  const fresh = await anInvitation();
  await accept((await anInvitation({ email: known.email })).token);
  await accept(fresh.token);
  const person = async (email: string) =>
    (
      await db
        .select()
        .from(persons)
        .where(eq(persons.id, (await findHolder(systemCtxFor(), email))!.personId))
    )[0]!;

  expect(await person(known.email)).toMatchObject({ fullName: "Dr I. Pemberton", processing: "yes" });
  expect(await person(fresh.email)).toMatchObject({ fullName: "Idris Pemberton", processing: "yes", source: "invitation" });
});
