import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { saveDetails } from "~/features/people/save-details.server";
import { listMyLooks } from "~/features/privacy/looks.queries.server";
import { getRecordPerson, openRecord } from "~/features/records/open-record.server";
import { readLedger } from "~/features/records/read-ledger.server";
import { getRecord } from "~/features/records/record.queries.server";
import { listTimeline } from "~/features/records/timeline.queries.server";
import { later, MINUTE } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { countQueries, ctxFor, testDb } from "../../support/context";
import { aMember } from "../../support/people";

const officer = () => aMember({ roles: ["contacts-officer"], fullName: "Olive Officer" });
const officerForData = () => aMember({ roles: ["data-protection-officer"], fullName: "Dora Officer" });

test("HELM-1: staff say why they open a record, and the person reads who, when and why", async () => {
  const [by, member] = [await officer(), await aMember()];
  expect((await getRecordPerson(ctxFor(by), member.ref)).look).toBeNull();

  await openRecord(ctxFor(by), member.ref, { purpose: "support", words: "they rang us" });

  expect((await getRecordPerson(ctxFor(by), member.ref)).look).toBe("support");
  const { looks } = await listMyLooks(ctxFor(member), null);
  expect(looks).toMatchObject([
    { action: "record.opened", by: { roles: ["contacts-officer"] }, why: "To help them, as they asked: they rang us" },
  ]);
});

test("HELM-1: a purpose counts for half an hour, and for the one who gave it", async () => {
  const [by, colleague, member] = [await officer(), await officer(), await aMember()];
  const now = new Date();
  await openRecord(ctxFor(by, now), member.ref, { purpose: "application", words: "" });

  expect((await getRecordPerson(ctxFor(by, later(now, 29 * MINUTE)), member.ref)).look).toBe("application");
  expect((await getRecordPerson(ctxFor(by, later(now, 31 * MINUTE)), member.ref)).look).toBeNull();
  expect((await getRecordPerson(ctxFor(colleague, now), member.ref)).look).toBeNull();
});

test("HELM-1: who looked at somebody is in no other member's list", async () => {
  const [by, member, other] = [await officer(), await aMember(), await aMember()];
  await openRecord(ctxFor(by), member.ref, { purpose: "support", words: "" });
  expect((await listMyLooks(ctxFor(other), null)).looks).toEqual([]);
});

test("a record that is not there, and one for a role without the task, are refused before anything is read", async () => {
  const by = await officer();
  await expect(getRecordPerson(ctxFor(by), "0000000000")).rejects.toThrow(NotFoundError);
  const member = await aMember();
  for (const role of ["editor", "moderator", "newsletter-sender"] as const) {
    const other = ctxFor(await aMember({ roles: [role] }));
    await expect(getRecordPerson(other, member.ref)).rejects.toThrow(ForbiddenError);
    await expect(getRecord(other, member.personId)).rejects.toThrow(ForbiddenError);
    await expect(listTimeline(other, member.personId, null)).rejects.toThrow(ForbiddenError);
  }
});

test("HELM-2: a correction on behalf is in the record at once, with old and new, who and why in its history", async () => {
  const [by, member] = [await officer(), await aMember({ fullName: "Ann Before" })];

  await saveDetails(ctxFor(by), { personId: member.personId, details: { fullName: "Ann After" }, reason: "she married" });

  const { person } = await getRecord(ctxFor(by), member.personId);
  expect(person.fullName).toBe("Ann After");
  const dpo = await officerForData();
  const { entries } = await listTimeline(ctxFor(dpo), member.personId, null);
  expect(entries[0]).toMatchObject({
    action: "details.corrected",
    by: { name: "Olive Officer" },
    detail: { fullName: { from: "Ann Before", to: "Ann After" }, reason: "she married" },
  });
});

test("PMN-8: what exactly was changed, and sign-ins, are read by those who answer for both and by no other", async () => {
  const [by, member] = [await officer(), await aMember({ fullName: "Ann Before" })];
  await saveDetails(ctxFor(by), { personId: member.personId, details: { fullName: "Ann After" }, reason: "she married" });

  const { entries } = await listTimeline(ctxFor(by), member.personId, null);

  expect(entries[0]).toMatchObject({ action: "details.corrected", detail: null });
  expect(entries.filter((entry) => entry.class === "security")).toEqual([]);
});

test("PMN-8: only those whose task it is correct details of others", async () => {
  const member = await aMember();
  for (const role of ["steering-group", "editor", "moderator"] as const)
    await expect(
      saveDetails(ctxFor(await aMember({ roles: [role] })), { personId: member.personId, details: { fullName: "X" }, reason: "no" }),
    ).rejects.toThrow(ForbiddenError);
});

test("the timeline holds what was done to somebody and what they did, newest first, page by page", async () => {
  const [by, member] = [await officer(), await aMember()];
  for (let n = 0; n < 30; n++) await openRecord(ctxFor(by), member.ref, { purpose: "support", words: `look ${n}` });
  await saveDetails(ctxFor(member), { personId: member.personId, details: { jobTitle: "Manager" } });

  const first = await listTimeline(ctxFor(by), member.personId, null);
  expect(first.entries).toHaveLength(25);
  expect(first.entries[0]).toMatchObject({ action: "profile.changed", isOwn: true });
  const second = await listTimeline(ctxFor(by), member.personId, first.next);
  const ids = [...first.entries, ...second.entries].map(({ id }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect(new Set(ids).size).toBe(ids.length);

  // the entries, and the names beside them, however many there are
  expect(await countQueries(() => listTimeline(ctxFor(by), member.personId, null))).toHaveLength(2);
});

test("reading the ledger is an entry, and one that the person it was read for sees", async () => {
  const [dpo, member] = [await officerForData(), await aMember()];

  await readLedger(ctxFor(dpo), { class: "", what: "", person: member.ref }, null);

  const looked = await testDb()
    .db.select()
    .from(auditEntries)
    .where(and(eq(auditEntries.actorId, dpo.personId), eq(auditEntries.action, "audit.looked-at")));
  expect(looked).toMatchObject([{ class: "access", subjectId: member.personId }]);
  const { looks } = await listMyLooks(ctxFor(member), null);
  expect(looks).toMatchObject([{ action: "audit.looked-at", by: { roles: ["data-protection-officer"] } }]);
});

test("the ledger is narrowed by kind, act and person, and belongs to those who answer for it", async () => {
  const [dpo, by, member] = [await officerForData(), await officer(), await aMember()];
  await openRecord(ctxFor(by), member.ref, { purpose: "support", words: "" });
  await saveDetails(ctxFor(member), { personId: member.personId, details: { jobTitle: "Manager" } });
  const actions = async (filter: { class?: string; what?: string; person?: string }) =>
    (await readLedger(ctxFor(dpo), { class: "", what: "", person: "", ...filter }, null)).entries.map(({ action }) => action);

  expect(await actions({ person: member.ref, class: "access" })).toEqual(["record.opened"]);
  expect(await actions({ person: member.email, what: "profile.changed" })).toEqual(["profile.changed"]);
  expect(await actions({ what: "no.such-act" })).toEqual([]);
  expect((await readLedger(ctxFor(dpo), { class: "", what: "", person: "nobody@test.example" }, null)).isUnknown).toBe(true);

  for (const role of ["contacts-officer", "steering-group", "editor"] as const)
    await expect(readLedger(ctxFor(await aMember({ roles: [role] })), { class: "", what: "", person: "" }, null)).rejects.toThrow(
      ForbiddenError,
    );
});
