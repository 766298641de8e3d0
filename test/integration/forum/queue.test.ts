import { expect, test } from "vitest";
import { declineHeld, letThrough } from "~/features/forum/held/decide-held.server";
import { appealDecline } from "~/features/forum/held/own-held.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { claimItem, letGoOfItem } from "~/features/forum/queue/claim.server";
import { listQueue } from "~/features/forum/queue/queue.queries.server";
import { itemPath, type QueueKind, whyWords } from "~/features/forum/queue/queue-words";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { HOUR, later, MINUTE } from "~/lib/dates";
import { ForbiddenError, NotFoundError, type PatientDetailsError } from "~/lib/errors";
import { countQueries, ctxFor } from "../../support/context";
import { aCategory, aHeldReply, aReply, aTopic, dismissReports, latestModeration, reply } from "../../support/forum";
import { aMember, type TestPerson, visitor } from "../../support/people";

/** What waits, as the queue calls it. */
const reportItem = ({ topic, number }: { topic: { code: string }; number: number }) => `report-${topic.code}-${number}`;
const heldItem = (code: string) => `held-${code}`;
const appealItem = (code: string) => `appeal-${code}`;

const aModerator = () => aMember({ roles: ["moderator"] });
const NOW = new Date("2026-11-30T12:00:00Z");
const at = (minutes: number) => later(NOW, minutes * MINUTE);
const queueOf = async (moderator: TestPerson, kind?: QueueKind, now = at(600)) => (await listQueue(ctxFor(moderator, now), { kind })).items;

/** One of each kind, in a place of its own. */
async function oneOfEach(category: string, author: TestPerson, start = 0) {
  const judge = await aModerator();
  const topic = await aTopic({ category, author, now: at(start), title: "Who answers the mailbox?" });
  const number = await reply(author, topic, "Unkind words", at(start));
  await reportPost(ctxFor(await aMember(), at(start + 1)), { topic: topic.code, number, reason: "unkind", details: "Look" });
  const held = await aHeldReply(author, topic, "Wait", at(start + 2));
  const removed = await reply(author, topic, "Out", at(start));
  await removePost(ctxFor(judge, at(start + 2)), { topic: topic.code, number: removed, why: "Off topic" });
  const { code } = await latestModeration(author);
  await appealModeration(ctxFor(author, at(start + 3)), { code, appeal: "It was not" });
  const near = { ...aReply("NHS number 943 476 5919"), topic: topic.code };
  const { vouch } = (await replyToTopic(ctxFor(author, at(start + 4)), near).catch((error) => error)) as PatientDetailsError;
  await replyToTopic(ctxFor(author, at(start + 4)), { ...near, vouch });
  return { topic, number, held, code, judge };
}

test("holds what waits of each kind, with its place and why, patients' details first, then the oldest", async () => {
  const author = await aMember({ displayName: "Priya Nair" });
  const { topic, number, held, code, judge } = await oneOfEach(await aCategory(), author);

  const items = await queueOf(await aModerator());
  expect(items.map(({ kind, item }) => [kind, kind === "guard" ? "" : item])).toEqual([
    ["guard", ""],
    ["report", reportItem({ topic, number })],
    ["held", heldItem(held)],
    ["appeal", appealItem(code)],
  ]);
  expect(items.slice(1).map(({ title, author }) => [title, author])).toEqual(Array(3).fill(["Who answers the mailbox?", "Priya Nair"]));
  // where it stands is told of a near miss, and nothing else
  expect(items[0]).toMatchObject({ title: null, author: null, mayLook: true, path: expect.stringContaining(topic.code) });
  expect(items.map(itemPath).slice(1)).toEqual([
    `/admin/forum/reports/${topic.code}/${number}`,
    `/admin/forum/held/${held}`,
    `/admin/forum/moderations/${code}`,
  ]);
  expect(items.map(whyWords)).toEqual([
    "a number like an NHS number",
    "It is unkind or insulting",
    expect.stringMatching(/^“holdword/),
    "A moderator removed a post of theirs",
  ]);
  for (const kind of ["report", "held", "guard", "appeal"] as const)
    expect((await queueOf(judge, kind)).map((item) => item.kind)).toEqual([kind]);
  await reportPost(ctxFor(visitor, at(20)), {
    topic: (await aTopic({ audience: "open", now: at(0) })).code,
    number: 1,
    reason: "other",
    details: "x",
  });
  expect((await queueOf(judge)).at(-1)).toMatchObject({ kind: "report", rank: 2 });
});

test("a declined post that its writer appeals about waits as an appeal, and is decided where it was", async () => {
  const [writer, first] = [await aMember(), await aModerator()];
  const code = await aHeldReply(writer, await aTopic());
  await declineHeld(ctxFor(first), { code, why: "No" });
  expect((await queueOf(first, "held", later(new Date(), HOUR))).some(({ item }) => item.includes(code))).toBe(false);
  await appealDecline(ctxFor(writer), { code, appeal: "Yes" });

  const appeal = (await queueOf(first, "appeal", later(new Date(), HOUR))).find(({ item }) => item === appealItem(code));
  expect(itemPath(appeal!)).toBe(`/admin/forum/held/${code}`);
  expect(whyWords(appeal!)).toBe("A moderator did not let it through");
});

test("is for moderators, and shows only what each may read", async () => {
  const insider = await aMember({ groups: ["digital-champions"] });
  const judge = await aMember({ roles: ["moderator"], groups: ["digital-champions"] });
  const outsider = await aModerator();
  const inside = await aTopic({ category: await aCategory({ audience: { groups: ["digital-champions"] } }), author: insider });
  const code = await aHeldReply(insider, inside);
  const far = later(new Date(), HOUR);

  expect((await queueOf(judge, undefined, far)).map(({ item }) => item)).toContain(heldItem(code));
  expect(JSON.stringify(await queueOf(outsider, undefined, far))).not.toContain(code);
  await expect(claimItem(ctxFor(outsider), heldItem(code))).rejects.toThrow(NotFoundError);
  await expect(listQueue(ctxFor(insider))).rejects.toThrow(ForbiddenError);
});

test("turns its pages by where the one before ended, in one statement", async () => {
  const [moderator, topic] = [await aModerator(), await aTopic({ now: at(0) })];
  const writer = await aMember();
  for (let each = 0; each < 32; each++) await aHeldReply(writer, topic, "", at(1));
  const ctx = ctxFor(moderator, at(700));

  const first = await listQueue(ctx, { kind: "held" });
  const second = await listQueue(ctx, { kind: "held", after: first.next });
  expect(first.items).toHaveLength(30);
  const all = [...first.items, ...second.items].map(({ item }) => item);
  expect(new Set(all).size).toBe(all.length);
  expect(second.next).toBeNull();
  expect(await countQueries(() => listQueue(ctx, { after: first.next }))).toHaveLength(1);
  expect((await listQueue(ctx, { kind: "held", after: "nonsense" })).items).toEqual(first.items);
});

test("who is on it is seen by others, hinders nobody, and ends by its time, by hand, or when it waits anew", async () => {
  const [one, two, topic] = [await aModerator(), await aMember({ roles: ["moderator"], displayName: "Sue" }), await aTopic({ now: at(0) })];
  const number = await reply(topic.author, topic, "Words", at(0));
  const report = (who: TestPerson, when: Date) =>
    reportPost(ctxFor(who, when), { topic: topic.code, number, reason: "unkind", details: "" });
  await report(await aMember(), at(1));
  const item = reportItem({ topic, number });
  const claimant = async (when: Date) => (await queueOf(one, "report", when)).find((each) => each.item === item)?.claimedBy;

  await claimItem(ctxFor(one, at(2)), item);
  await claimItem(ctxFor(two, at(3)), item);
  expect(await claimant(at(10))).toBe("Sue");
  // letting go of what another one is on changes nothing
  await letGoOfItem(ctxFor(one, at(10)), item);
  expect(await claimant(at(10))).toBe("Sue");
  expect(await claimant(at(34))).toBeNull();
  await letGoOfItem(ctxFor(two, at(10)), item);
  expect(await claimant(at(10))).toBeNull();

  await claimItem(ctxFor(two, at(11)), item);
  expect(await dismissReports(ctxFor(one, at(12)), { topic: topic.code, number })).toBeNull();
  expect(await claimant(at(12))).toBeUndefined();
  await report(await aMember(), at(13));
  expect(await claimant(at(14))).toBeNull();
  await expect(claimItem(ctxFor(one), "held-nothing")).rejects.toThrow(NotFoundError);
  expect(await letThrough(ctxFor(one), await aHeldReply(await aMember(), topic))).toMatchObject({ ok: true });
});
