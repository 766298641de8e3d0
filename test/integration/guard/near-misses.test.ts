import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import type { NEAR_MISS_PLACES } from "#db/schema/guard";
import { moveEnquiry } from "~/features/enquiries/change-enquiry.server";
import { countLeftToNobody } from "~/features/forum/reports/left-to-nobody.queries.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { nearMissNotice } from "~/features/guard/near-miss-notice.mail.server";
import { listNearMisses, markLookedAt } from "~/features/guard/near-misses.queries.server";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { createScope } from "~/features/permissions/scopes.server";
import type { PatientDetailsError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { anEnquiry } from "../../support/enquiries";
import { anAccount } from "../../support/http";
import { messagesTo } from "../../support/mail";
import { aMember, type TestPerson } from "../../support/people";
import { listUnread } from "../../support/told";

type Place = (typeof NEAR_MISS_PLACES)[number];

/** Lets a text through that seems to identify a patient, at a place of its own. */
async function letThrough(
  writer: TestPerson,
  place: Place,
  path = `/somewhere/${place}/${Math.random()}`,
  scopeId: string | null = null,
): Promise<string> {
  const guarded = { texts: { body: "Her number is 943 476 5919" }, thing: { place, path, scopeId } };
  const { vouch } = (await guardTexts(ctxFor(writer), guarded).catch((error: PatientDetailsError) => error)) as PatientDetailsError;
  await guardTexts(ctxFor(writer), { ...guarded, vouch: vouch });
  return path;
}

const toldOf = async (who: TestPerson) => (await messagesTo(who)).filter(({ kind }) => kind === "near-miss-notification").length;
const seen = async (who: TestPerson, path: string) => (await listNearMisses(ctxFor(who))).find((miss) => miss.path === path);

/** People with one role each. */
const holders = {} as Record<string, TestPerson>;
let member: TestPerson;

beforeAll(async () => {
  member = await aMember();
  const roles = ["moderator", "editor", "newsletter-sender", "contacts-officer", "data-protection-officer", "administrator"] as const;
  for (const role of roles) holders[role] = await anAccount({ roles: [role] });
});

describe("whoever is told of a near miss", () => {
  test.each<[Place, string[], string[]]>([
    ["page", ["editor", "data-protection-officer"], ["editor"]],
    ["issue", ["newsletter-sender", "data-protection-officer"], ["newsletter-sender", "administrator"]],
    ["office-enquiry", ["contacts-officer", "data-protection-officer"], ["contacts-officer"]],
    ["technical-enquiry", ["administrator", "data-protection-officer"], ["administrator"]],
    ["privacy-enquiry", ["data-protection-officer"], ["data-protection-officer"]],
    ["forum", ["moderator"], ["moderator", "administrator"]],
  ])("of a place like %s", async (place, told, opening) => {
    const before = new Map<string, number>();
    for (const [role, who] of Object.entries(holders)) before.set(role, await toldOf(who));
    const path = await letThrough(member, place);

    const [mailed, open]: [string[], string[]] = [[], []];
    for (const [role, who] of Object.entries(holders)) {
      if ((await toldOf(who)) > before.get(role)!) mailed.push(role);
      if ((await seen(who, path))?.canOpen) open.push(role);
    }
    expect(mailed.sort()).toEqual(told.sort());
    expect(open.sort()).toEqual(opening.sort());
  });
});

test("its writer does not take it off the list while somebody else could look", async () => {
  const { editor, "data-protection-officer": officer } = holders as Record<string, TestPerson>;
  const mailed = await toldOf(editor!);
  const path = await letThrough(editor!, "page");
  const own = (await seen(editor!, path))!;

  expect([own.mayLook, (await toldOf(editor!)) - mailed]).toEqual([false, 0]);
  await expect(markLookedAt(ctxFor(editor!), own.code)).rejects.toThrow("own-near-miss");
  expect((await seen(officer!, path))?.mayLook).toBe(true);
  await markLookedAt(ctxFor(officer!), own.code);
  expect(await seen(editor!, path)).toBeUndefined();
});

test("one look is one, however often it is pressed and by how many at once", async () => {
  const officer = holders["data-protection-officer"]!;
  const path = await letThrough(member, "forum");
  const { code } = (await seen(holders.moderator!, path))!;
  await Promise.all([1, 2].map(() => markLookedAt(ctxFor(holders.moderator!), code)));
  await markLookedAt(ctxFor(holders.moderator!), code);
  const looks = and(eq(auditEntries.action, "near-miss.looked-at"), eq(auditEntries.objectId, code));
  expect([await systemCtxFor().db.$count(auditEntries, looks), await seen(officer, path)]).toEqual([1, undefined]);
});

test("whoever cannot open the place leaves it to those who can", async () => {
  const officer = holders["data-protection-officer"]!;
  const path = await letThrough(member, "page");
  const miss = (await seen(officer, path))!;

  expect(miss).toMatchObject({ isOwn: false, canOpen: false, mayLook: false });
  await expect(markLookedAt(ctxFor(officer), miss.code)).rejects.toThrow("near-miss-of-others");
  expect(await seen(holders.editor!, path)).toMatchObject({ canOpen: true, mayLook: true });
});

test("an enquiry that moves to another queue takes along what waits of it", async () => {
  const { code } = await anEnquiry();
  const path = await letThrough(member, "office-enquiry", `/admin/enquiries/${code}`);
  const administrator = holders.administrator!;
  expect(await seen(administrator, path)).toMatchObject({ canOpen: false });

  await moveEnquiry(ctxFor(holders["contacts-officer"]!), code, { category: "technical", queue: "technical" });

  expect(await seen(administrator, path)).toMatchObject({ canOpen: true, mayLook: true });
  expect(await seen(holders["contacts-officer"]!, path)).toBeUndefined();
});

test.each([
  ["nobody-moderates", {}],
  ["only-its-writer-moderates", { roles: ["moderator" as const] }],
])("in a part of the forum where %s, administrators are told who reads there, and never where it is", async (group, more) => {
  const writer = await aMember({ groups: [group], ...more });
  const scopeId = await createScope(systemCtxFor(), { groups: [group] });
  const administrator = ctxFor(holders.administrator!);
  const before = (await countLeftToNobody(administrator)).count;
  const path = await letThrough(writer, "forum", undefined, scopeId);

  const mail = (await messagesTo(holders.administrator!)).at(-1)!;
  const built = JSON.stringify(await nearMissNotice.build(systemCtxFor(), mail));
  const words = JSON.stringify((await wordNotifications(administrator, await listUnread(administrator))).get(mail.cause!));
  for (const told of [built, words]) {
    expect([told.includes(`for ${group}, where no moderator can decide`), told.includes("/admin/members")]).toEqual([true, true]);
    expect(told).not.toContain(path);
  }
  expect(await seen(holders.administrator!, path)).toBeUndefined();
  expect(await countLeftToNobody(administrator)).toMatchObject({ count: before + 1, hint: expect.stringContaining(`for ${group}`) });
  expect((await countLeftToNobody(ctxFor(writer))).count).toBe(0);

  const moderator = await anAccount({ groups: [group], roles: ["moderator"] });
  expect(await seen(moderator, path)).toMatchObject({ canOpen: true, mayLook: true });
  expect((await countLeftToNobody(ctxFor(holders.administrator!))).count).toBe(before);
  await markLookedAt(ctxFor(moderator), (await seen(moderator, path))!.code);
  expect((await wordNotifications(administrator, await listUnread(administrator))).has(mail.cause!)).toBe(false);
});
