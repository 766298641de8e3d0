import { eq, sql } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumTopics } from "#db/schema/forum/topics";
import { findAccount } from "~/features/accounts/accounts.queries.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { countDecisions } from "~/features/forum/decisions/count-decision.server";
import { demandModerator } from "~/features/forum/moderation/demand-moderator";
import { storeReply } from "~/features/forum/posts/add-reply.server";
import { guardedPost } from "~/features/forum/posts/guarded-post";
import { splitQuotes } from "~/features/forum/posts/quotes";
import { checkQuotes } from "~/features/forum/posts/store-quotes.server";
import { visibleToPerson } from "~/features/forum/sanctions/own-sanction.queries.server";
import { listStandingKinds } from "~/features/forum/sanctions/sanctions.queries.server";
import { storeTopic } from "~/features/forum/topics/start-topic.server";
import { writingBlocker } from "~/features/forum/topics/topic.policy";
import { actsPath } from "~/features/forum/topics/topic-address";
import { pageOfTopic, topicStands } from "~/features/forum/topics/topic-place.queries.server";
import { findTopicForUpdate, type TopicForUpdate } from "~/features/forum/topics/topics.queries.server";
import { heldOutcomeCause } from "~/features/forum/watching/causes";
import { moveNearMisses } from "~/features/guard/move-near-misses.server";
import { notify } from "~/features/mail/notifications/notify.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { takeTurn } from "~/features/people/persons.server";
import { isWithin } from "~/features/permissions/audience.policy";
import { lockScopes } from "~/features/permissions/change-scope.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { getReadership } from "~/features/permissions/scopes.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { NotFoundError, RefusedTextError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { type HeldBlocker, heldBlocker, type PlaceBlocker, staffHeldPath } from "./held.policy";
import { getHeld, type HeldRow } from "./held.queries.server";
import { heldOutcomeNotice } from "./held-outcome-notice.mail.server";

export type LetThroughResult = { ok: true; path: string } | { ok: false; reason: HeldBlocker | PlaceBlocker };

export type DeclineResult = { ok: true } | { ok: false; reason: HeldBlocker | "why-missing" };

/**
 * A moderator lets through what waits. It is a post from then on: it takes the next number of its topic and its moment now, so nothing that
 * was read or counted meanwhile changes, and whoever watches is told of it as of any other. The same press twice does it once.
 * @throws ForbiddenError
 */
export async function letThrough(ctx: Ctx, code: string): Promise<LetThroughResult> {
  return inTransaction<LetThroughResult, Ctx>(ctx, async (ctx) => {
    demandModerator(ctx);
    const { topicId, topic, authorId: writer } = await getHeld(ctx, code);
    // what keeps them from writing comes before this or after it
    await takeTurn(ctx, writer);
    // the topic before what waits for it, as everywhere; then nobody else gets to read there until this is done
    const place = topicId && topic ? await lockPlace(ctx, topic.code) : null;
    await lockScopes(ctx);
    const held = await lockHeld(ctx, code);
    if (held.state === "through" && held.decidedBy === personIdOf(ctx.actor) && held.post) return { ok: true, path: actsPath(held.post) };
    const reason = heldBlocker(ctx.actor, held) ?? (await placeBlocker(ctx, held, place));
    if (reason) return { ok: false, reason };

    const { namelessAs, authorId: writerId } = held;
    const post = { body: held.bodyMarkdown, submissionId: held.submissionId, writerId, namelessAs };
    const stored = isTopic(place)
      ? { ...(await storeReply(ctx, place.topic, { ...post, poll: held.poll })), topic: place.topic.code, stands: place.topic }
      : await storeHeldTopic(ctx, held, post);
    const { scopeId, ...thing } = guardedPost(stored.stands, stored.number);
    await moveNearMisses(ctx, staffHeldPath(code), scopeId, thing);
    await settle(ctx, held, {
      state: "through",
      bodyMarkdown: "",
      words: [],
      poll: null,
      title: held.title === null ? null : "",
      postId: stored.id,
    });
    await recordEntry(ctx, { class: "act", action: "held.let-through", objectKind: "post", objectId: stored.id, ...aboutWriter(held) });
    return { ok: true, path: actsPath(stored) };
  }).catch(goneIsDecided);
}

/** A moderator does not let it through, with a reason; its writer is told, and can appeal once. @throws ForbiddenError */
export async function declineHeld(
  ctx: Ctx,
  { code, why, cleanUpId = null }: { code: string; why: string; cleanUpId?: string | null },
): Promise<DeclineResult> {
  return inTransaction<DeclineResult, Ctx>(ctx, async (ctx) => {
    demandModerator(ctx);
    await getHeld(ctx, code);
    const held = await lockHeld(ctx, code);
    const [by, said] = held.isAppealed ? [held.decidedBy, held.decisionWhy] : [held.declinedBy, held.reason];
    if (held.state === "declined" && by === personIdOf(ctx.actor) && said === why) return { ok: true };
    const reason = heldBlocker(ctx.actor, held) ?? (why ? null : "why-missing");
    if (reason) return { ok: false, reason };

    if (held.isAppealed) await settle(ctx, held, { state: "declined", decisionWhy: why });
    else await settle(ctx, held, { state: "declined", reason: why, cleanUpId, declinedBy: personIdOf(ctx.actor), declinedAt: ctx.now });
    await recordEntry(ctx, { class: "act", action: "held.declined", objectKind: "held post", objectId: code, ...aboutWriter(held) });
    return { ok: true };
  }).catch(goneIsDecided);
}

/** Its writer took it back, or it is not theirs to see any more: that is said beside the reason that was typed. */
function goneIsDecided(error: unknown): { ok: false; reason: "decided" } {
  if (error instanceof NotFoundError) return { ok: false, reason: "decided" };
  throw error;
}

/** The ledger names nobody for what stands under no name. */
export const aboutWriter = ({ authorId, namelessAs }: Pick<HeldRow, "authorId" | "namelessAs">) =>
  namelessAs === null ? { subjectId: authorId } : {};

/** Two who decide at once, and a writer who takes it back meanwhile, come one after the other. */
async function lockHeld(ctx: Ctx, code: string) {
  const { id } = forumHeldPosts;
  const [locked] = await ctx.db.select({ id }).from(forumHeldPosts).where(eq(forumHeldPosts.code, code)).for("update");
  if (!locked) throw new NotFoundError("held post");
  // read anew, now that nothing changes it
  return getHeld(ctx, code);
}

/** The topic that it is for, or the one that this was merged into since; or why there is none that the moderator may read. */
async function lockPlace(ctx: Ctx, code: string): Promise<{ topic: TopicForUpdate; isMerged: boolean } | "gone" | "elsewhere"> {
  const seen = [code];
  for (;;) {
    const topic = await findTopicForUpdate(ctx, { code: seen.at(-1)! });
    if (topic) return { topic, isMerged: seen.length > 1 };
    const { mergedIntoId } = forumTopics;
    const [last] = await ctx.db
      .select({ mergedIntoId, stands: sql<boolean>`${topicStands(ctx)}` })
      .from(forumTopics)
      .leftJoin(...pageOfTopic)
      .where(eq(forumTopics.code, seen.at(-1)!));
    const [into] = last?.mergedIntoId
      ? await ctx.db.select({ code: forumTopics.code }).from(forumTopics).where(eq(forumTopics.id, last.mergedIntoId))
      : [];
    if (!into || seen.includes(into.code)) return last?.stands ? "elsewhere" : "gone";
    seen.push(into.code);
  }
}

type Place = Awaited<ReturnType<typeof lockPlace>> | null;
const isTopic = (place: Place) => typeof place === "object" && place !== null;

async function placeBlocker(ctx: Ctx, held: HeldRow, place: Place): Promise<PlaceBlocker | null> {
  if (typeof place === "string") return place;
  if (held.topicId && !place) return "gone";
  if (place?.topic.isLocked) return "locked";
  if (!isWithin(await getReadership(ctx, place?.topic.scopeId ?? held.scopeId), held)) return "other-readers";
  // what became of a writer since is told of a post without a name as little as who they are: whoever is sanctioned last would be found out
  const isNamed = held.namelessAs === null;
  if (isNamed && (!held.mayAuthorRead || !(await mayWrite(ctx, held.authorId)))) return "author-away";
  if (isNamed && place?.isMerged && !(await mayRead(ctx, held.authorId, place.topic.id))) return "author-away";
  if (!place) return null;
  // posts have other numbers in the topic that this one was merged into
  if (place.isMerged) return splitQuotes(held.bodyMarkdown).every((part) => typeof part === "string") ? null : "quotes";
  const { id: topicId, lastPostNumber } = place.topic;
  return checkQuotes(ctx, { topicId, number: lastPostNumber + 1, body: held.bodyMarkdown }).then(
    () => null,
    (error) => {
      if (error instanceof RefusedTextError) return "quotes";
      throw error;
    },
  );
}

async function mayRead(ctx: Ctx, personId: PersonId, topicId: string): Promise<boolean> {
  const [topic] = await ctx.db
    .select({ mayRead: sql<boolean>`${visibleToPerson(sql`${personId}::uuid`, ctx.now)}` })
    .from(forumTopics)
    .innerJoin(...scopeOf(forumTopics.scopeId))
    .where(eq(forumTopics.id, topicId));
  return topic!.mayRead;
}

/** Whether somebody could post it now: they are a member still, can sign in, and no sanction stands. */
async function mayWrite(ctx: Ctx, personId: PersonId): Promise<boolean> {
  if (writingBlocker(await loadActor(ctx.db, personId, ctx.now))) return false;
  const account = await findAccount(ctx, personId);
  return (account?.state ?? "active") === "active" && (await listStandingKinds(ctx, personId)).length === 0;
}

async function storeHeldTopic(
  ctx: Ctx,
  { category, scopeId, title, tagIds, poll }: HeldRow,
  post: { body: string; submissionId: string; writerId: PersonId; namelessAs: string | null },
) {
  const topic = await storeTopic(ctx, { id: category.id!, scopeId, namelessAs: post.namelessAs }, { ...post, title: title!, tagIds, poll });
  return { id: topic!.postId, topic: topic!.code, number: 1, stands: { code: topic!.code, page: null, scopeId } };
}

type Outcome = Partial<typeof forumHeldPosts.$inferInsert> & { state: "through" | "declined" };

async function settle(
  ctx: Ctx,
  { id, authorId, namelessAs, isAppealed, why, heldAt, appealedAt }: HeldRow,
  outcome: Outcome,
): Promise<void> {
  const isFinal = isAppealed || outcome.state === "through";
  const decided = isFinal ? { decidedBy: personIdOf(ctx.actor), decidedAt: ctx.now } : {};
  await ctx.db
    .update(forumHeldPosts)
    .set({ ...outcome, ...decided })
    .where(eq(forumHeldPosts.id, id));
  const isThrough = outcome.state === "through";
  await countDecisions(ctx, [
    isAppealed
      ? { kind: "appeal", about: "declined", outcome: isThrough ? "undone" : "upheld", since: appealedAt }
      : { kind: "held", about: why, outcome: outcome.state, since: heldAt },
  ]);
  // of what went with much else they are told once
  if (outcome.cleanUpId) return;
  await notify(ctx, [authorId], heldOutcomeNotice, { heldId: id }, { cause: heldOutcomeCause(id, ctx.now), veiled: namelessAs !== null });
}
