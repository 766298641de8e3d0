import { and, or, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { forumMentions, forumPosts } from "#db/schema/forum/posts";
import { memberPage } from "~/features/accounts/member-page.queries.server";
import { mayReadScope } from "~/features/forum/sanctions/own-sanction.queries.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { isKnownToRead } from "~/features/permissions/scope.server";
import { type Ctx, type PersonId, personIdOf } from "~/lib/ctx";
import { RefusedTextError } from "~/lib/errors";
import { breakHoles, findTyped, holeOf, isCalled, type Mention, possibleNames, refBehind, saidOf } from "./mentions";
import { countMentionsBy } from "./mentions.queries.server";

/** So many in one post, and by one person in a day. */
const MOST_IN_POST = 10;
const MOST_IN_DAY = 50;
/** So many @ of one text are looked at. */
const MOST_LOOKED_AT = 40;

type NewMention = Mention & { personId: PersonId };

/** `post`: which one is edited, whose it is and whom it mentions by now; `writerId`: whose it is, where that is not the actor. */
type Mentioning = { writerId?: PersonId; topicId: string; scopeId: string; body: string; post?: EditedPost | null };
type EditedPost = { writerId: PersonId | null; mentions: readonly Mention[] };

/** `untold`: what was typed like a mention, and why it mentions nobody, for its writer. */
export type CheckedMentions = { text: string; mentions: NewMention[]; untold: string[] };

/**
 * Whom a typed text mentions, and the text without their names. Those are mentioned whose page the writer has, and who may read where it
 * stands, as the writer knows by a common group or because they wrote there; who stood in the text before stays. Who edits somebody
 * else's post mentions nobody in their name. Everything else stays as it was typed. @throws RefusedTextError
 */
export async function checkMentions(
  ctx: Ctx,
  { topicId, scopeId, body: all, post, writerId = personIdOf(ctx.actor)! }: Mentioning,
): Promise<CheckedMentions> {
  const kept = post?.mentions ?? [];
  const body = breakHoles(
    all,
    kept.map(({ number }) => number),
  );
  const typed = findTyped(body).slice(0, MOST_LOOKED_AT);
  if (typed.length === 0) return { text: body, mentions: [], untold: [] };
  const isOthers = post ? post.writerId !== personIdOf(ctx.actor) : false;
  const found = isOthers ? [] : await findCalled(ctx, { topicId, scopeId }, typed);

  const mentions: NewMention[] = [];
  const untold = new Set<string>();
  const named = new Set<number>();
  let text = "";
  let from = 0;
  for (const { at, words } of typed) {
    if (at < from) continue;
    const place = placeOf(words, [...kept, ...found]);
    if (typeof place === "string") {
      untold.add(isOthers ? `“@${saidOf(words)}” mentions nobody: this is somebody else’s post.` : place);
      continue;
    }
    const { who, length } = place;
    let mention: Mention | undefined = [...kept, ...mentions].find(({ ref }) => ref === who.ref);
    if (!mention) {
      const { typed: _, ...person } = who as Called;
      const number = Math.max(0, ...[...kept, ...mentions].map(({ number }) => number)) + 1;
      mentions.push({ ...person, number });
      mention = mentions.at(-1)!;
    }
    named.add(mention.number);
    text += body.slice(from, at) + holeOf(mention.number);
    from = at + 1 + length;
  }
  if (named.size > MOST_IN_POST)
    throw new RefusedTextError(
      "body",
      `Mention ${MOST_IN_POST} people at most in one post. Take the @ away from ${named.size - MOST_IN_POST} of them.`,
    );
  if (mentions.length > 0 && (await countMentionsBy(ctx, writerId)) + mentions.length > MOST_IN_DAY)
    throw new RefusedTextError("body", `One person may mention ${MOST_IN_DAY} people in 24 hours. Take the @ away, or post this tomorrow.`);
  return { text: text + body.slice(from), mentions, untold: [...untold] };
}

/** Beside the post, which stands by now. */
export async function storeMentions(ctx: Ctx, postId: string, mentions: readonly NewMention[]): Promise<void> {
  if (mentions.length === 0) return;
  await ctx.db.insert(forumMentions).values(mentions.map(({ number, personId }) => ({ postId, number, personId, mentionedAt: ctx.now })));
}

type Where = { topicId: string; scopeId: string };
type Called = NewMention & { typed: string };

/** Who is called as something that is typed behind an @, of those who can be mentioned there. */
async function findCalled(ctx: Ctx, { topicId, scopeId }: Where, typed: readonly { words: string }[]): Promise<Called[]> {
  const names = [...new Set(typed.flatMap(({ words }) => possibleNames(words)))];
  const called = joinedPerson("called");
  const { on, from, words } = called.calledOneOf(names);
  const rows = await ctx.db
    .select({ typed: words, personId: called.id, name: sql<string | null>`${called.name}`, ref: called.ref })
    .from(from)
    .innerJoin(...on)
    .where(
      and(
        called.isUsable,
        sql`${memberPage(ctx, called)} is not null`,
        mayReadScope(called.id, scopeId, ctx.now),
        or(isKnownToRead(ctx, called.id, scopeId), wroteIn(topicId, called.id)),
      ),
    );
  return rows.map((row) => ({ ...row, personId: row.personId as PersonId, number: 0, hasPage: true, isUsable: true }));
}

/** Under their name, where it can be read. */
const wroteIn = (topicId: string, person: AnyPgColumn): SQL => sql`exists (select from ${forumPosts} wrote where wrote.topic_id = ${topicId}
  and wrote.author_id = ${sql`${person}`} and wrote.removed_at is null and wrote.hidden_at is null)`;

/** Who is mentioned there, and how long that is as it was typed; or what its writer is told where nobody is. */
function placeOf(words: string, people: readonly (Mention | Called)[]): { who: Mention | Called; length: number } | string {
  const [hole, number] = /^\{(\d{1,5})\}/.exec(words) ?? [];
  const standing = hole && people.find((each) => !("typed" in each) && each.number === Number(number));
  if (standing) return { who: standing, length: hole.length };
  for (const name of possibleNames(words)) {
    const called = people.filter((each) => ("typed" in each ? each.typed === name : isCalled(each, name)));
    const behind = refBehind(words.slice(name.length));
    const chosen = called.find(({ ref }) => ref === behind?.ref);
    if (behind && chosen) return { who: chosen, length: name.length + behind.length };
    // whoever stood in the text before goes on to
    const refs = new Set(called.map(({ ref }) => ref));
    const stood = new Set(called.filter((each) => !("typed" in each)).map(({ ref }) => ref));
    if (refs.size === 1 || stood.size === 1) return { who: called[0]!, length: name.length };
    if (refs.size > 1)
      return `More than one member is called “${name}”. Put the last part of the address of their page behind the name, as in “@${name} (${[...refs][0]})”.`;
  }
  return `“@${saidOf(words)}” mentions nobody: we found no member of that name whom you can mention here.`;
}
