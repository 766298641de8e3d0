import { and, asc, eq, gt, or } from "drizzle-orm";
import { forumThanks } from "#db/schema/forum/posts";
import { memberPage } from "~/features/accounts/member-page.queries.server";
import { thanksCause } from "~/features/forum/watching/causes";
import { markNotificationsRead } from "~/features/mail/notifications/mark-notifications-read.server";
import { notify } from "~/features/mail/notifications/notify.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { takeTurn } from "~/features/people/persons.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { londonDate, MINUTE } from "~/lib/dates";
import { NotFoundError } from "~/lib/errors";
import { cursorOf, pageOf, readCursor } from "~/lib/pages";
import { inTransaction } from "~/lib/transaction.server";
import { authorName } from "./author";
import { findOwnLabel } from "./nameless-label.server";
import { isAuthor, type ThanksBlocker, thanksBlocker } from "./post.policy";
import { getPost, type PostAddress } from "./posts.queries.server";
import { thanksNotice } from "./thanks-notice.mail.server";

type Post = Awaited<ReturnType<typeof getPost>>;
type Thanked = { ok: true; post: Post } | { ok: false; reason: ThanksBlocker; post: Post };

/** Says thanks for a post, once per member and post; its author is told once a day at most. @throws NotFoundError */
export async function thankPost(ctx: PersonCtx, address: PostAddress): Promise<Thanked> {
  return inTransaction(ctx, async (ctx) => {
    const { writerId } = await getPost(ctx, address);
    // an erasure of either waits, or was before: then there is nobody to thank any more
    for (const personId of [ctx.actor.personId, writerId].sort()) if (personId) await takeTurn(ctx, personId);
    const post = await getPost(ctx, address);
    const reason = thanksBlocker(ctx.actor, post);
    if (reason || !writerId) return { ok: false, reason: reason ?? "removed", post };
    const [given] = await ctx.db
      .insert(forumThanks)
      .values({
        postId: post.id,
        personId: ctx.actor.personId,
        authorId: post.author.nameless === null ? writerId : null,
        thankedAt: ctx.now,
        namelessAs: await findOwnLabel(ctx, post.topicId),
      })
      .onConflictDoNothing()
      .returning({ postId: forumThanks.postId });
    const day = londonDate(ctx.now);
    // long enough for a slip to be taken back; one mail tells of a day, so that any may come to tell of a post without a name
    const told = { cause: thanksCause(day), waits: 15 * MINUTE, veiled: true };
    if (given) await notify(ctx, [writerId], thanksNotice, { day }, told);
    return { ok: true, post };
  });
}

/** Takes one's thanks back; not where they would be said anew under another name. @throws NotFoundError */
export async function takeThanksBack(ctx: PersonCtx, address: PostAddress): Promise<Thanked> {
  return inTransaction<Thanked, PersonCtx>(ctx, async (ctx) => {
    const post = await getPost(ctx, address);
    const own = and(eq(forumThanks.postId, post.id), eq(forumThanks.personId, ctx.actor.personId));
    const [given] = await ctx.db.select({ namelessAs: forumThanks.namelessAs }).from(forumThanks).where(own);
    if (given && given.namelessAs !== (await findOwnLabel(ctx, post.topicId))) return { ok: false, reason: "called-otherwise", post };
    await ctx.db.delete(forumThanks).where(own);
    return { ok: true, post };
  });
}

const PER_PAGE = 50;
/** Behind every reference. */
const LAST_REF = "Z".repeat(20);

/**
 * Who thanked for a post, the earliest first. `after` is the `next` of the page before. What its author
 * sees here they need not be told of any more.
 * @throws NotFoundError, also where there is no post to read any more
 */
export async function listThanks(ctx: Ctx, address: PostAddress, after: string | null) {
  const post = await getPost(ctx, address);
  if (post.isRemoved || post.isHidden) throw new NotFoundError("post");
  const thanker = joinedPerson("thanker");
  const { thankedAt, namelessAs } = forumThanks;
  const last = readCursor(after, /^\w{1,40}$/);
  const found = await ctx.db
    .select({ name: thanker.name, practice: thanker.practice, ref: thanker.ref, member: memberPage(ctx, thanker), thankedAt, namelessAs })
    .from(forumThanks)
    .innerJoin(...thanker.of(forumThanks.personId))
    .where(
      and(
        eq(forumThanks.postId, post.id),
        last ? or(gt(thankedAt, last.at), and(eq(thankedAt, last.at), gt(thanker.ref, last.tie))) : undefined,
      ),
    )
    .orderBy(asc(thankedAt), asc(thanker.ref))
    .limit(PER_PAGE + 1);
  const { rows, next } = pageOf(found, PER_PAGE, ({ thankedAt, ref, namelessAs }) =>
    // an address names nobody who is not named
    cursorOf({ at: thankedAt, tie: namelessAs === null ? ref : LAST_REF }),
  );
  if (isAuthor(ctx.actor, post))
    await markNotificationsRead(ctx, { causes: rows.map(({ thankedAt }) => thanksCause(londonDate(thankedAt))) });
  return {
    post,
    thanks: rows.map(({ name, practice, member, thankedAt, namelessAs }) =>
      namelessAs === null
        ? { name: authorName(name), practice, member, thankedAt }
        : { name: namelessAs, practice: null, member: null, thankedAt },
    ),
    next,
  };
}
