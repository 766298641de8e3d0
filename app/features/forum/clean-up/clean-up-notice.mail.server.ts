import { and, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumCleanUps, forumModerations } from "#db/schema/forum/moderation";
import { keptFor } from "~/features/forum/moderation/kept-for.server";
import { ABOUT_DECISION } from "~/features/forum/moderation/moderation-mail.server";
import { cleanUpCause, idOfCause, wordEach } from "~/features/forum/watching/causes";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { recordsOf } from "~/features/people/persons.server";
import { foundBy, isOneOf } from "~/lib/ask-together.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { cleanUpPath, postsWords } from "./clean-up-words";

/** Tells a member that much of what they posted was removed, or put back, once. */
export const cleanUpNotice = notificationKind({
  name: "clean-up",
  choice: null,
  args: z.object({ cleanUpId: z.uuid() }),
  async load(ctx, { personId, args, cause }) {
    const [found] = personId ? await selectTold(ctx, personId, [args.cleanUpId]) : [];
    const isBack = cause !== cleanUpCause(args.cleanUpId);
    if (!found || (isBack ? found.back : found.gone) === 0) return "undone";
    return { ...found, isBack, keptFor: await keptFor(ctx) };
  },
  words: ({ code, reason, gone, back, isBack, keptFor }, { baseUrl }) => ({
    subject: isBack ? BACK(back) : GONE(gone),
    paragraphs: isBack
      ? [`${BACK(back)} that a moderator had removed together.`, "What was still waiting then waits again. Your page about it says which."]
      : [
          `${GONE(gone)}, all for one reason.`,
          `Their reason: ${reason}`,
          `What stood there is kept for ${keptFor}. Only you and moderators can see it.`,
          "If you think that this was wrong, you can appeal once about each of them. Another moderator decides.",
        ],
    action: { label: isBack ? "See which" : "See which, or appeal", url: baseUrl + cleanUpPath(code) },
    why: ABOUT_DECISION,
  }),
  samples: {
    removed: { id: "0190f3a0-0000-7000-8000-000000000001", code: "3hd8w2kq7p", ...SAMPLE(), isBack: false },
    "one removed": { id: "0190f3a0-0000-7000-8000-000000000001", code: "3hd8w2kq7p", ...SAMPLE(), gone: 1, isBack: false },
    "put back": { id: "0190f3a0-0000-7000-8000-000000000001", code: "3hd8w2kq7p", ...SAMPLE(), isBack: true },
  },
  inbox: (ctx, causes) =>
    foundBy(selectTold(ctx, personIdOf(ctx.actor), causes.map(idOfCause)), (found) =>
      wordEach(causes, found, ({ id, code, gone, back }, cause) => {
        const isBack = cause !== cleanUpCause(id);
        return (isBack ? back : gone) === 0 ? null : { text: isBack ? BACK(back) : GONE(gone), href: cleanUpPath(code) };
      }),
    ),
});

function GONE(count: number) {
  return `A moderator removed ${postsWords(count)} of yours`;
}
function BACK(count: number) {
  return `A moderator put back ${postsWords(count)} of yours`;
}
function SAMPLE() {
  return { reason: "Advertising: every post names the same product.", gone: 14, back: 13, keptFor: "a year" };
}

/** Of those to the person: how many are gone still, and how many are back. */
function selectTold(ctx: Ctx, personId: PersonId | null, ids: string[]) {
  const { id, code, reason } = forumCleanUps;
  const acts = (state: SQL) => sql`(select count(*)::int from ${forumModerations} act where act.clean_up_id = ${sql`${id}`} and ${state})`;
  const held = (state: SQL) => sql`(select count(*)::int from ${forumHeldPosts} held where held.clean_up_id = ${sql`${id}`} and ${state})`;
  return ctx.db
    .select({
      id,
      code,
      reason,
      gone: sql<number>`(${acts(sql`act.undone_at is null`)} + ${held(sql`held.state = 'declined'`)})`,
      back: sql<number>`(${acts(sql`act.undone_at is not null`)} + ${held(sql`held.state <> 'declined'`)})`,
    })
    .from(forumCleanUps)
    .where(and(isOneOf(id, ids), sql`${sql`${forumCleanUps.personId}`} = any(${recordsOf(sql`${personId}::uuid`)})`));
}
