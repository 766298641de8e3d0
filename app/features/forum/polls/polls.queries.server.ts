import { and, asc, eq, gt, or, type SQL, sql } from "drizzle-orm";
import { forumPolls, forumVotes } from "#db/schema/forum/polls";
import { forumPosts } from "#db/schema/forum/posts";
import { memberPage } from "~/features/accounts/member-page.queries.server";
import { authorName } from "~/features/forum/posts/author";
import { getPost, type PostAddress } from "~/features/forum/posts/posts.queries.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { recordsOf } from "~/features/people/persons.server";
import { askTogether, firstOf, foundBy } from "~/lib/ask-together.server";
import { type Ctx, isSignedIn } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { cursorOf, pageOf, readCursor } from "~/lib/pages";
import { type PollRow, viewPoll } from "./poll.policy";

/** The poll of a post that stands, as its view is made of it, in the statement that asks for the post. */
export function pollOfPost(ctx: Ctx): SQL<PollRow | null> {
  const own = isSignedIn(ctx)
    ? sql`(select coalesce(v.choices, v.sealed) from ${forumVotes} v where v.post_id = p.post_id
        and v.person_id = any(${recordsOf(ctx.actor.personId)}) order by v.voted_at desc limit 1)`
    : sql`null`;
  return sql<PollRow | null>`(select json_build_object('question', p.question, 'options', p.options, 'most', p.most, 'shows', p.shows,
      'counts', p.counts, 'voters', p.voters, 'closesAt', p.closes_at, 'closedAt', p.closed_at, 'own', ${own})
    from ${forumPolls} p where p.post_id = ${forumPosts.id} and ${forumPosts.removedAt} is null and ${forumPosts.hiddenAt} is null)`;
}

/** What a post's poll asks, also where that is put aside or hidden: for mails about what stands, and for who judges what does not. */
export const pollAsked: SQL<{ question: string; options: string[] } | null> =
  sql`(select json_build_object('question', p.question, 'options', p.options)
  from ${forumPolls} p where p.post_id = ${forumPosts.id})`;

const PER_PAGE = 50;
/** Behind every reference. */
const LAST_REF = "Z".repeat(20);

/**
 * The poll of a post that is there, with the post, as its reader gets it, and who chose what, the earliest first, where names are shown and
 * what was chosen is told to this reader; else nobody. `after` is the `next` of the page before. @throws NotFoundError
 */
export async function listVotes(ctx: Ctx, address: PostAddress, after: string | null) {
  const post = await getPost(ctx, address);
  const asked = ctx.db
    .select({ poll: pollOfPost(ctx) })
    .from(forumPosts)
    .where(eq(forumPosts.id, post.id));
  const found = await askTogether(ctx.db, { poll: firstOf(asked), votes: foundBy(selectVotes(ctx, post.id, after)) });
  if (!found.poll?.poll) throw new NotFoundError("poll");
  const poll = viewPoll(ctx.actor, found.poll.poll, post, ctx.now);
  if (!poll.maySeeNames) return { post, poll, votes: [], next: null };
  const { rows, next } = pageOf(found.votes, PER_PAGE, (row) =>
    // an address names nobody who is not named
    cursorOf({ at: row.votedAt, tie: row.namelessAs === null ? row.ref : LAST_REF }),
  );
  const votes = rows.map(({ name, practice, member, namelessAs, choices }) => ({
    ...(namelessAs === null ? { name: authorName(name), practice, member } : { name: namelessAs, practice: null, member: null }),
    chose: (choices ?? []).map((index) => poll.options[index]!.words),
  }));
  return { post, poll, votes, next };
}

function selectVotes(ctx: Ctx, postId: string, after: string | null) {
  const voter = joinedPerson("voter");
  const { votedAt, namelessAs, choices } = forumVotes;
  const last = readCursor(after, /^\w{1,40}$/);
  return ctx.db
    .select({ name: voter.name, practice: voter.practice, ref: voter.ref, member: memberPage(ctx, voter), votedAt, namelessAs, choices })
    .from(forumVotes)
    .innerJoin(...voter.of(forumVotes.personId))
    .where(
      and(eq(forumVotes.postId, postId), last ? or(gt(votedAt, last.at), and(eq(votedAt, last.at), gt(voter.ref, last.tie))) : undefined),
    )
    .orderBy(asc(votedAt), asc(voter.ref))
    .limit(PER_PAGE + 1);
}
