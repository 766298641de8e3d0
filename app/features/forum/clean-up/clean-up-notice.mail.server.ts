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
    if (!found || isNothing(found, isBack)) return "undone";
    return { ...found, isBack, keptFor: await keptFor(ctx) };
  },
  words: ({ code, reason, isBack, keptFor, ...counts }, { baseUrl }) => ({
    subject: isBack ? BACK(counts)[0]! : GONE(counts),
    paragraphs: isBack
      ? [...BACK(counts).map((each) => `${each}.`), "They were removed or declined together. Your page about it says which."]
      : [
          `${GONE(counts)}, all for one reason.`,
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
    "topics removed": { id: "0190f3a0-0000-7000-8000-000000000001", code: "3hd8w2kq7p", ...SAMPLE(), goneTopics: 3, isBack: false },
    "put back": { id: "0190f3a0-0000-7000-8000-000000000001", code: "3hd8w2kq7p", ...SAMPLE(), isBack: true },
    "waits again": { id: "0190f3a0-0000-7000-8000-000000000001", code: "3hd8w2kq7p", ...SAMPLE(), back: 0, waits: 2, isBack: true },
  },
  inbox: (ctx, causes) =>
    foundBy(selectTold(ctx, personIdOf(ctx.actor), causes.map(idOfCause)), (found) =>
      wordEach(causes, found, (counts, cause) => {
        const isBack = cause !== cleanUpCause(counts.id);
        if (isNothing(counts, isBack)) return null;
        return { text: isBack ? BACK(counts).join(". ") : GONE(counts), href: cleanUpPath(counts.code) };
      }),
    ),
});

type Counts = Record<"gone" | "goneTopics" | "back" | "backTopics" | "waits", number>;

const isNothing = ({ gone, goneTopics, back, backTopics, waits }: Counts, isBack: boolean) =>
  (isBack ? back + backTopics + waits : gone + goneTopics) === 0;

function GONE({ gone, goneTopics }: Counts) {
  return `A moderator removed ${theirs(goneTopics, gone)}`;
}
/** Each as a sentence. */
function BACK({ back, backTopics, waits }: Counts): string[] {
  return [
    ...(back + backTopics > 0 ? [`A moderator put back ${theirs(backTopics, back)}`] : []),
    ...(waits > 0 ? [`${postsWords(waits)} of yours ${waits === 1 ? "waits" : "wait"} for a moderator again`] : []),
  ];
}
/** “2 topics of yours with all that stood in them, and 4 posts”, “4 posts of yours”. */
function theirs(topics: number, posts: number): string {
  if (topics === 0) return `${postsWords(posts)} of yours`;
  const whole = topics === 1 ? "1 topic of yours with all that stood in it" : `${topics} topics of yours with all that stood in them`;
  return posts === 0 ? whole : `${whole}, and ${postsWords(posts)}`;
}
function SAMPLE() {
  const counts = { gone: 14, goneTopics: 0, back: 13, backTopics: 0, waits: 0 };
  return { reason: "Advertising: every post names the same product.", ...counts, keptFor: "a year" };
}

/** Of those to the person: how many are gone still, topics as a whole and posts, how many are back, and how many wait again. */
function selectTold(ctx: Ctx, personId: PersonId | null, ids: string[]) {
  const { id, code, reason } = forumCleanUps;
  const acts = (state: SQL) =>
    sql<number>`(select count(*)::int from ${forumModerations} act where act.clean_up_id = ${sql`${id}`} and ${state})`;
  const held = (state: SQL) =>
    sql<number>`(select count(*)::int from ${forumHeldPosts} held where held.clean_up_id = ${sql`${id}`} and ${state})`;
  return ctx.db
    .select({
      id,
      code,
      reason,
      gone: sql<number>`(${acts(sql`act.kind <> 'topic-removed' and act.undone_at is null`)}
        + ${held(sql`held.declined_at is not null and held.state <> 'through'`)})`,
      goneTopics: acts(sql`act.kind = 'topic-removed' and act.undone_at is null`),
      back: acts(sql`act.kind <> 'topic-removed' and act.undone_at is not null`),
      backTopics: acts(sql`act.kind = 'topic-removed' and act.undone_at is not null`),
      waits: held(sql`held.declined_at is null and held.state = 'waiting'`),
    })
    .from(forumCleanUps)
    .where(and(isOneOf(id, ids), sql`${sql`${forumCleanUps.personId}`} = any(${recordsOf(sql`${personId}::uuid`)})`));
}
