import { beforeAll, describe, expect, test } from "vitest";
import type { NEAR_MISS_PLACES } from "#db/schema/guard";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { listNearMisses, markLookedAt } from "~/features/guard/near-misses.queries.server";
import type { PatientDetailsError } from "~/lib/errors";
import { ctxFor } from "../../support/context";
import { messagesTo } from "../../support/mail";
import { aMember, type TestPerson } from "../../support/people";

type Place = (typeof NEAR_MISS_PLACES)[number];

/** Lets a text through that seems to identify a patient, at a place of its own. */
async function letThrough(writer: TestPerson, place: Place): Promise<string> {
  const path = `/somewhere/${place}/${Math.random()}`;
  const guarded = { texts: { body: "Her number is 943 476 5919" }, thing: { place, path } };
  const { vouch } = (await guardTexts(ctxFor(writer), guarded).catch((error: PatientDetailsError) => error)) as PatientDetailsError;
  await guardTexts(ctxFor(writer), { ...guarded, nobodys: vouch });
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
  for (const role of roles) holders[role] = await aMember({ roles: [role] });
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
