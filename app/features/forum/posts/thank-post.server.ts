import { and, asc, eq, gt, or } from "drizzle-orm";
import { forumThanks } from "#db/schema/forum/posts";
import { notify } from "~/features/mail/notifications/notify.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";
import { authorName } from "./author";
import { type ThanksBlocker, thanksBlocker } from "./post.policy";
import { getPost, type PostAddress } from "./posts.queries.server";
import { thanksNotice } from "./thanks-notice.mail.server";

type Post = Awaited<ReturnType<typeof getPost>>;
type Thanked = { ok: true; post: Post } | { ok: false; reason: ThanksBlocker; post: Post };

/** Says thanks for a post, once per member and post; its author is told once a day at most. @throws NotFoundError */
export async function thankPost(ctx: PersonCtx, address: PostAddress): Promise<Thanked> {
  return inTransaction(ctx, async (ctx) => {
    const post = await getPost(ctx, address);
    const reason = thanksBlocker(ctx.actor, post);
    if (reason) return { ok: false, reason, post };
    const authorId = post.authorId!;
    const [given] = await ctx.db
      .insert(forumThanks)
      .values({ postId: post.id, personId: ctx.actor.personId, authorId, thankedAt: ctx.now })
      .onConflictDoNothing()
      .returning({ postId: forumThanks.postId });
    const day = ctx.now.toISOString().slice(0, 10);
    if (given) await notify(ctx, [authorId], thanksNotice, { day }, { cause: `thanks:${day}` });
    return { ok: true, post };
  });
}

/** Takes one's thanks back. @throws NotFoundError */
export async function takeThanksBack(ctx: PersonCtx, address: PostAddress): Promise<Thanked> {
  const post = await getPost(ctx, address);
  await ctx.db.delete(forumThanks).where(and(eq(forumThanks.postId, post.id), eq(forumThanks.personId, ctx.actor.personId)));
  return { ok: true, post };
}

const PER_PAGE = 50;

/**
 * Who thanked for a post, the earliest first. `after` is the `next` of the page before.
 * @throws NotFoundError, also where there is no post to read any more
 */
export async function listThanks(ctx: Ctx, address: PostAddress, after: string | null) {
  const post = await getPost(ctx, address);
  if (post.isRemoved || post.isHidden) throw new NotFoundError("post");
  const thanker = joinedPerson("thanker");
  const { thankedAt } = forumThanks;
  const [, at, ref] = /^(\d{1,15})\.(\w{1,40})$/.exec(after ?? "") ?? [];
  const last = at && ref ? { at: new Date(Number(at)), ref } : null;
  const rows = await ctx.db
    .select({ name: thanker.name, practice: thanker.practice, ref: thanker.ref, thankedAt })
    .from(forumThanks)
    .innerJoin(...thanker.of(forumThanks.personId))
    .where(
      and(
        eq(forumThanks.postId, post.id),
        last ? or(gt(thankedAt, last.at), and(eq(thankedAt, last.at), gt(thanker.ref, last.ref))) : undefined,
      ),
    )
    .orderBy(asc(thankedAt), asc(thanker.ref))
    .limit(PER_PAGE + 1);
  const shown = rows.slice(0, PER_PAGE);
  const end = rows.length > PER_PAGE ? shown.at(-1) : null;
  return {
    post,
    thanks: shown.map(({ name, practice, thankedAt }) => ({ name: authorName(name), practice, thankedAt })),
    next: end ? `${end.thankedAt.getTime()}.${end.ref}` : null,
  };
}
