import { eq } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { classifications } from "#db/classified";
import { subscriptions } from "#db/schema/consents";
import { caughtMails } from "#db/schema/mail/transport";
import { chooseMainAddress, removeAddress } from "~/features/accounts/addresses/choose-address.server";
import { handOverAddress } from "~/features/accounts/addresses/hand-over-address.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { confirmEnquiry } from "~/features/enquiries/confirm-enquiry.server";
import { replyToEnquiry } from "~/features/enquiries/write-message.server";
import { rowsOf } from "~/features/people/personal-rows.server";
import { addProvenAddress, attachProvenAddress } from "~/features/people/persons.server";
import { carryOutErasures } from "~/features/privacy/carry-out-erasures.server";
import { freezePerson } from "~/features/privacy/freeze-person.server";
import { DAY, later } from "~/lib/dates";
import { ctxFor, ownerDb, systemCtxFor } from "../../support/context";
import { copyOf } from "../../support/copies";
import { anEnquiry, anOfficer, someReply, storedEnquiry } from "../../support/enquiries";
import { aPersonEverywhere } from "../../support/everything";
import { anAccount } from "../../support/http";
import { anAddress, tokenTo } from "../../support/newsletters";
import { aList, aMember, aWording, type TestPerson, visitor } from "../../support/people";

const WAYS = {
  "handed over": async (person: TestPerson) => {
    const administrator = await aMember({ roles: ["administrator"], secondFactorAt: new Date() });
    await handOverAddress(ctxFor(administrator), { personId: person.personId, canonical: person.email, reason: "a successor" });
  },
  "removed by its holder": async (person: TestPerson) => {
    const own = await addProvenAddress(systemCtxFor(), { personId: person.personId, canonical: anAddress(), source: "test" });
    expect(await chooseMainAddress(ctxFor(person), own)).toEqual({ ok: true });
    expect(await removeAddress(ctxFor(person), person.addressId)).toEqual({ ok: true });
  },
};
const ways = Object.entries(WAYS);

const successorOf = ({ email }: TestPerson) => attachProvenAddress(systemCtxFor(), { canonical: email, source: "test" });

/** Every row that is a person's by their id, or by what such a row belongs to. */
async function rowsBy(personId: string): Promise<string[]> {
  const all = classifications();
  const rows = [];
  for (const one of all.filter(({ subjects }) => subjects.length > 0))
    for (const row of await ownerDb()
      .db.select()
      .from(one.table)
      .where(rowsOf(one, { personIds: [personId], canonicals: [], hashes: [] }, all)))
      rows.push(JSON.stringify([getTableConfig(one.table).name, row]));
  return rows.sort();
}

test.each(ways)(
  "whoever proves a mailbox next that was %s is shown nothing of who had it, and their erasure takes nothing",
  async (_, letGo) => {
    const mark = `predecessor${Date.now()}`;
    const { person } = await aPersonEverywhere(mark);
    await confirmEnquiry(ctxFor(visitor), await tokenTo("enquiry", person.email));
    await anEnquiry({ email: person.email, category: "question", question: `Not confirmed, says ${mark}` });
    await letGo(person);
    // the local inbox of a demo, which shows everybody's
    await ownerDb().db.delete(caughtMails);

    const successor = await successorOf(person);
    const copy = await copyOf(successor.personId);
    const shown = copy.tables.filter(({ count }) => count > 0);
    expect(shown.map(({ table }) => table).sort()).toEqual(["addresses", "persons"]);
    expect(JSON.stringify(shown).replaceAll(person.email, "")).not.toContain(mark);

    const before = await rowsBy(person.personId);
    await freezePerson(systemCtxFor(), successor.personId, "delete");
    await carryOutErasures(systemCtxFor(later(new Date(), 2 * DAY)));
    expect(await rowsBy(person.personId)).toEqual(before);
  },
);

test.each(ways)(
  "an enquiry from a mailbox that was %s is nobody's if it was not confirmed, and is not answered there",
  async (_, letGo) => {
    const person = await anAccount();
    const [early, asked] = [
      await anEnquiry({ email: person.email, now: later(new Date(), -2 * DAY) }),
      await anEnquiry({ email: person.email }),
    ];
    const token = await tokenTo("enquiry", person.email);
    await letGo(person);

    await expect(confirmEnquiry(ctxFor(visitor), token)).rejects.toThrow("link");
    expect(await replyToEnquiry(ctxFor(await anOfficer()), asked.code, someReply())).toEqual({ ok: false, reason: "no-address" });

    await anEnquiry({ email: person.email });
    const confirmed = await confirmEnquiry(ctxFor(visitor), await tokenTo("enquiry", person.email));
    expect(confirmed).toMatchObject({ ok: true });
    for (const { code } of [early, asked]) expect(await storedEnquiry(code)).toMatchObject({ personId: null, proofId: null });
  },
);

test.each(ways)("links in newsletters that went to a mailbox that was %s are about no subscription any more", async (_, letGo) => {
  const person = await anAccount();
  const { personId, addressId } = person;
  await addProvenAddress(systemCtxFor(), { personId, canonical: anAddress(), source: "test" });
  const given = { personId, listId: await aList(), addressId, wordingId: await aWording(), source: "account" };
  await changeSubscription(ctxFor(person), { ...given, action: "given" });
  const { db } = systemCtxFor();
  // asked there whether they still want it
  const theirs = eq(subscriptions.personId, personId);
  const [before] = await db.update(subscriptions).set({ askedAt: new Date() }).where(theirs).returning();

  await letGo(person);

  const [after] = await db.select().from(subscriptions).where(theirs);
  expect(after).toEqual({ ...before, id: after!.id, addressId: after!.addressId, askedAt: null });
  expect([after!.id === before!.id, after!.addressId === addressId]).toEqual([false, false]);
});
