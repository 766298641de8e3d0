import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { forumDecisions } from "#db/schema/forum/desk";
import { expireDecisions } from "~/features/forum/decisions/count-decision.server";
import { listDecisions } from "~/features/forum/decisions/decisions.queries.server";
import { lastQuarters, quarterAt, quarterDays } from "~/features/forum/decisions/quarters";
import { declineHeld, letThrough } from "~/features/forum/held/decide-held.server";
import { appealDecline } from "~/features/forum/held/own-held.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { decideAppeal } from "~/features/forum/moderation/decide-appeal.server";
import { expireModerations } from "~/features/forum/moderation/expire-moderations.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { appealSanction } from "~/features/forum/sanctions/answer-sanction.server";
import { decideSanctionAppeal, liftSanction } from "~/features/forum/sanctions/end-sanction.server";
import type { PersonCtx } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";
import { ForbiddenError } from "~/lib/errors";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aHeldReply, aSanction, aTopic, dismissReports, latestModeration, reply } from "../../support/forum";
import { aMember, visitor } from "../../support/people";

const NOW = new Date("2026-11-16T12:00:00Z");
const rows = () => testDb().db.select().from(forumDecisions);
const aModerator = () => aMember({ roles: ["moderator"] });

test("D-OSA: decisions are counted by quarter, reason and source, with how long half waited; fewer than five are not told", async () => {
  const moderator = await aModerator();
  const reportAndDecide = async (hours: number, by: Parameters<typeof ctxFor>[0]) => {
    const topic = await aTopic({ audience: "open", now: NOW });
    await reportPost(ctxFor(by as never, NOW), { topic: topic.code, number: 1, reason: "unkind", details: "" });
    await dismissReports(ctxFor(moderator, later(NOW, hours * HOUR)), { topic: topic.code, number: 1 });
  };
  for (const hours of [1, 2, 3, 4, 50]) await reportAndDecide(hours, await aMember());
  await reportAndDecide(1, visitor);

  const counted = await listDecisions(ctxFor(moderator), quarterAt(NOW));
  const unkind = (source: string) => counted.find(({ about, ...row }) => about === "It is unkind or insulting" && row.source === source);
  expect(unkind("A member")).toMatchObject({ kind: "Report", outcome: "Let stand", count: 5, hours: 3 });
  expect(unkind("A visitor")).toMatchObject({ count: null, hours: null });
  expect(await listDecisions(ctxFor(moderator), { year: 2026, quarter: 3 })).toEqual([]);
  await expect(listDecisions(ctxFor(await aMember()), quarterAt(NOW))).rejects.toThrow(ForbiddenError);
});

test("each kind of decision is counted once, without a person, and stays when the decision itself is forgotten", async () => {
  await testDb().db.delete(forumDecisions);
  const [writer, first, second, topic] = [await aMember(), await aModerator(), await aModerator(), await aTopic()];
  await letThrough(ctxFor(first), await aHeldReply(writer, topic));
  const code = await aHeldReply(writer, topic);
  await declineHeld(ctxFor(first), { code, why: "No" });
  await appealDecline(ctxFor(writer), { code, appeal: "Yes" });
  await letThrough(ctxFor(second), code);
  await removePost(ctxFor(first), { topic: topic.code, number: await reply(writer, topic), why: "Out" });
  const act = await latestModeration(writer);
  await appealModeration(ctxFor(writer), { code: act.code, appeal: "Why?" });
  await decideAppeal(ctxFor(second), { code: act.code, decision: "upheld", why: "So" });
  const { code: limit } = await aSanction(writer);
  await appealSanction(ctxFor(writer) as PersonCtx, { code: limit, appeal: "Why?" });
  await decideSanctionAppeal(ctxFor(second), limit, { decision: "upheld", why: "So" });
  await liftSanction(ctxFor(second), limit, { as: "lifted", why: "Enough" });
  // one that was refused counts for nothing
  await letThrough(ctxFor(second), code);

  const found = await rows();
  expect(found.map(({ kind, about, outcome }) => [kind, about, outcome].join(" ")).sort()).toEqual([
    "act read-only done",
    "act read-only lifted",
    "act removed done",
    "appeal declined undone",
    "appeal read-only upheld",
    "appeal removed upheld",
    "held words declined",
    "held words through",
  ]);
  for (const person of [writer, first, second]) expect(JSON.stringify(found)).not.toContain(person.personId);
  await expireModerations(systemCtxFor(later(new Date(), 400 * DAY)));
  expect(await rows()).toHaveLength(8);
  // nor a moment by which the post would be found
  for (const { quarter, hours, id } of found) {
    expect([quarter, id[14]]).toEqual([quarterDays(quarterAt(new Date())).from, "4"]);
    expect([null, 0, 1]).toContain(hours);
  }
});

test("a report that waits again with its topic counts when that is decided, and once", async () => {
  await testDb().db.delete(forumDecisions);
  const [topic, moderator] = [await aTopic(), await aModerator()];
  for (const reporter of [await aMember(), await aMember()])
    await reportPost(ctxFor(reporter), { topic: topic.code, number: 1, reason: "unkind", details: "" });
  await removeTopic(ctxFor(moderator), { topic: topic.code, why: "Out" });
  const act = await latestModeration(topic.author);
  await undoModeration(ctxFor(moderator), act.code);
  await dismissReports(ctxFor(moderator), { topic: topic.code, number: 1 });

  const found = await rows();
  expect(found.filter(({ kind }) => kind === "report").map(({ outcome }) => outcome)).toEqual(["stands", "stands"]);
});

test("the oldest quarter that is offered is whole", async () => {
  const now = new Date("2026-11-30T12:00:00Z");
  const oldest = quarterDays(lastQuarters(now).at(-1)!);
  await testDb().db.delete(forumDecisions);
  for (const quarter of [oldest.from, quarterDays(quarterAt(later(oldest.from, -DAY))).from])
    await testDb().db.insert(forumDecisions).values({ id: uuidv7(), quarter, kind: "act", about: "removed", outcome: "done" });
  await expireDecisions(systemCtxFor(now));

  expect(oldest.from).toEqual(new Date("2023-10-01T00:00:00Z"));
  expect((await rows()).map(({ quarter }) => quarter)).toEqual([oldest.from]);
  await expireDecisions(systemCtxFor(new Date("2027-01-01T00:00:01Z")));
  expect(await rows()).toEqual([]);
});
