import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumHeldPosts } from "#db/schema/forum/desk";
import type { NewPoll } from "#db/schema/forum/polls";
import { closeDraft } from "~/features/drafts/save-draft.server";
import type { PollInput } from "~/features/forum/polls/poll.schema";
import { isSamePoll, pollTexts } from "~/features/forum/polls/store-poll.server";
import { refuseFiles } from "~/features/forum/posts/nameless-label.server";
import { checkQuotes } from "~/features/forum/posts/store-quotes.server";
import { guardTexts } from "~/features/guard/guard-texts.server";
import { getReadership } from "~/features/permissions/scopes.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { ForbiddenError, SubmissionTakenError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { heldPath, staffHeldPath } from "./held.policy";
import { tellOfHeld } from "./tell-of-held.server";
import type { Why } from "./why-held.server";

/** It is stored, and waits for a moderator: `held` is its code. `isDeclined`: one of them did not let it through before. */
export type Held = { ok: false; reason: "held"; held: string; isDeclined?: true };

type Sent = { body: string; submissionId: string; vouch?: string; title?: string; nameless?: "yes" };
type Polled = { poll?: NewPoll | PollInput | null };
type Place =
  | { topic: { id: string; lastPostNumber: number }; category?: undefined; tagIds?: undefined }
  | { category: { id: string }; tagIds: readonly string[]; topic?: undefined };

type Kept = { scopeId: string; namelessAs: string | null; why: Why; poll?: NewPoll | null };

/**
 * Keeps what somebody posted until a moderator lets it through. Its place is as it was read or locked.
 * @throws PatientDetailsError, RefusedTextError
 */
export async function holdPost(
  ctx: Ctx,
  { topic, category, tagIds, scopeId, namelessAs, why, poll, ...sent }: Sent & Place & Kept,
): Promise<Held> {
  const authorId = personIdOf(ctx.actor);
  if (!authorId) throw new ForbiddenError("signed-out");
  const { title, body, submissionId, vouch } = sent;
  refuseFiles(namelessAs !== null, body);
  // what it quotes is refused at once, where its writer can change it; a topic that is to come has nothing to quote
  await checkQuotes(ctx, { topicId: topic?.id ?? uuidv7(), number: (topic?.lastPostNumber ?? 0) + 1, body });
  const [id, code] = [uuidv7(), randomCode()];
  const [kept] = await ctx.db
    .insert(forumHeldPosts)
    .values({
      id,
      code,
      topicId: topic?.id,
      categoryId: category?.id,
      title: category ? title : null,
      bodyMarkdown: body,
      authorId,
      namelessAs,
      tagIds: [...(tagIds ?? [])],
      poll,
      submissionId,
      ...(await getReadership(ctx, scopeId)),
      ...why,
      heldAt: ctx.now,
      state: "waiting",
    })
    .onConflictDoNothing({ target: forumHeldPosts.submissionId })
    .returning({ id: forumHeldPosts.id });
  // sent twice at once
  if (!kept) return (await findHeld(ctx, { ...sent, poll })) as Held;
  await closeDraft(ctx, submissionId);
  const texts: Record<string, string> = { ...(category ? { title: title ?? "" } : {}), body, ...pollTexts(poll) };
  await guardTexts(ctx, { texts, vouch, thing: { place: "held", path: staffHeldPath(code), scopeId }, isNameless: namelessAs !== null });
  await tellOfHeld(ctx, { id, authorId, namelessAs, scopeId });
  return { ok: false, reason: "held", held: code };
}

/** What the same form made before, if that waits or waited for a moderator; where it says something else now, its writer sees both. */
export async function findHeld(ctx: Ctx, { submissionId, title, body, nameless, poll }: Sent & Polled) {
  const { code, authorId, namelessAs, state, title: called, bodyMarkdown, poll: asked } = forumHeldPosts;
  const [sent] = await ctx.db
    .select({ code, authorId, namelessAs, state, title: called, bodyMarkdown, poll: asked })
    .from(forumHeldPosts)
    .where(eq(forumHeldPosts.submissionId, submissionId));
  if (!sent) return null;
  if (sent.authorId !== personIdOf(ctx.actor)) throw new SubmissionTakenError();
  // once it stands, its post is found by the same number
  if (sent.state === "through") return null;
  const isSame = (sent.title ?? "") === (title ?? "") && sent.bodyMarkdown === body && (sent.namelessAs !== null) === (nameless === "yes");
  const isDeclined = sent.state === "declined" && ({ isDeclined: true } as const);
  if (isSame && isSamePoll(sent.poll, poll)) return { ok: false, reason: "held", held: sent.code, ...isDeclined } as const;
  const text = [sent.title, sent.bodyMarkdown].filter(Boolean).join("\n\n");
  return { ok: false, reason: "sent-before", path: heldPath(sent.code), text } as const;
}
