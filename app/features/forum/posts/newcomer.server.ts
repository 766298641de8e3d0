import { type SQL, sql } from "drizzle-orm";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { ownPart } from "~/features/forum/words/check-words.server";
import { recordsOf } from "~/features/people/persons.server";
import { joinedAt } from "~/features/permissions/live-grants.server";
import { may } from "~/features/permissions/permissions";
import { getSettings } from "~/features/settings/settings.queries.server";
import { askTogether } from "~/lib/ask-together.server";
import { type Ctx, isSignedIn, type PersonCtx } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";
import { RefusedTextError } from "~/lib/errors";
import { OFFSITE_MARK } from "~/lib/markdown/links";
import { renderMarkdown } from "~/lib/markdown.server";
import { type Newcomer, newcomerSentence } from "./newcomer.policy";

/** `isNew`: a post that is not there yet; `isTopic`: which begins a topic. */
type Written = { body: string; isNew?: boolean; isTopic?: boolean };

/**
 * Before a newcomer's post is stored: not too many, nor with too many links. Staff are no newcomers, nor is who wrote here, or in a forum
 * that was moved here, long ago. The writer's lock is held (`takeOwnTurn`): of two posts at once the second counts the first.
 * @throws RefusedTextError
 */
export async function limitNewcomer(ctx: Ctx, { body, isNew = false, isTopic = false }: Written): Promise<void> {
  if (!isSignedIn(ctx) || may(ctx.actor, "open-manage")) return;
  const site = await getSettings(ctx);
  if (site.newcomerDays === 0) return;
  const newcomer = await findNewcomer(ctx, site);
  if (!newcomer) return;
  // those that lead away, and not those of whom they quote
  const links = renderMarkdown(ownPart(body)).html.split(OFFSITE_MARK).length - 1;
  const sentence = newcomerSentence(newcomer, site, { links, isNew, isTopic });
  if (sentence) throw new RefusedTextError("body", sentence);
}

type Limits = { newcomerDays: number; newcomerPosts: number; newcomerPostsADay: number; newcomerTopicsAnHour: number };

/** What they wrote lately, counted from the index of their posts as far as it matters; null who is no newcomer. */
async function findNewcomer({ db, now, actor }: PersonCtx, site: Limits): Promise<Newcomer | null> {
  const { personId } = actor;
  const since = later(now, -site.newcomerDays * DAY);
  const joinedOn = joinedAt(sql`${personId}::uuid`);
  // the question of nearly everybody who posts, and a small one
  const { joined } = await askTogether(db, { joined: joinedOn.mapWith(forumPosts.createdAt) });
  if (joined && joined <= since) return null;
  const at = (moment: Date) => sql`${moment.toISOString()}::timestamptz`;
  const [yesterday, anHourAgo] = [at(later(now, -DAY)), at(later(now, -HOUR))];
  // under each record that is theirs, and without their name too; each is found by its own index
  const wrote = (writer: SQL, rest: SQL) =>
    sql`select p.created_at from ${forumPosts} p where ${writer} = any(${recordsOf(personId)}) and ${rest}`;
  const [named, nameless] = [sql`p.author_id`, sql`p.nameless_by`];
  const first = (writer: SQL) => sql`(${wrote(writer, sql`true`)} order by p.created_at limit 1)`;
  const waiting = (when: SQL) => sql`select held.held_at from ${forumHeldPosts} held
    where held.author_id = any(${recordsOf(personId)}) and held.state = 'waiting' and ${when}`;
  const count = (posts: SQL, held: SQL, most: number) => sql<number>`(select count(*)::int from (
    (${wrote(named, posts)} limit ${most}) union all (${wrote(nameless, posts)} limit ${most}) union all (${waiting(held)} limit ${most})) few)`;
  const row = await askTogether(db, {
    isRecent: sql<boolean>`least(${joinedOn}, ${first(named)}, ${first(nameless)}) > ${at(since)}`,
    before: count(sql`p.created_at <= ${yesterday}`, sql`false`, site.newcomerPosts),
    today: count(sql`p.created_at > ${yesterday}`, sql`held.held_at > ${yesterday}`, site.newcomerPostsADay),
    topics: count(
      sql`p.created_at > ${anHourAgo} and p.number = 1 and exists (select from ${forumTopics} t where t.id = p.topic_id and t.page_id is null)`,
      sql`held.held_at > ${anHourAgo} and held.category_id is not null`,
      site.newcomerTopicsAnHour,
    ),
  });
  return row.isRecent && row.before < site.newcomerPosts ? row : null;
}
