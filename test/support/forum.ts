import { and, count, desc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll } from "vitest";
import { contentPages } from "#db/schema/content";
import { forumBookmarks } from "#db/schema/forum/bookmarks";
import { forumCleanUps, forumModerations } from "#db/schema/forum/moderation";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { bookmarkPost } from "~/features/forum/bookmarks/bookmark-post.server";
import { createCategory } from "~/features/forum/categories/create-category.server";
import { carryOutCleanUp } from "~/features/forum/clean-up/carry-out-clean-up.server";
import { cleanUp } from "~/features/forum/clean-up/clean-up.server";
import { commentOnPage } from "~/features/forum/comments/comment-on-page.server";
import type { PollInput } from "~/features/forum/polls/poll.schema";
import { getPost, type PostAddress } from "~/features/forum/posts/posts.queries.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { dismissReports as dismissTheseReports, reportedVersion } from "~/features/forum/reports/close-reports.server";
import { listOpenReports } from "~/features/forum/reports/report-brake.server";
import type { SanctionInput } from "~/features/forum/sanctions/sanction.schema";
import { sanctionMember } from "~/features/forum/sanctions/sanction-member.server";
import { addTag } from "~/features/forum/tags/arrange-tags.server";
import { tagTopic } from "~/features/forum/tags/tag-topic.server";
import { listTags } from "~/features/forum/tags/tags.queries.server";
import { showForumAtHome } from "~/features/forum/topics/home.queries.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { addWatchedWords } from "~/features/forum/words/watched-words.server";
import type { Audience } from "~/features/permissions/scopes.server";
import { type Ctx, isSignedIn } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { aPage } from "./content";
import { ctxFor, systemCtxFor } from "./context";
import { anAccount, aSite, type Browser, enter, type Site } from "./http";
import { aMember, type TestPerson } from "./people";

/** The site of a test file, from its first test to its last, with browsers of people who are signed in. */
export function aForumSite() {
  let site: Site;
  beforeAll(async () => {
    site = await aSite();
  });

  async function browserOf(person: TestPerson): Promise<Browser> {
    const browser = site.browser();
    await enter(browser, person.email);
    return browser;
  }
  return { visitor: () => site.browser(), browserOf, aMemberBrowser: async () => browserOf(await anAccount()) };
}

let made = 0;

/** A category by its slug. */
export async function aCategory({ audience = "members" as Audience, name = "", namelessAs = null as string | null } = {}): Promise<string> {
  const slug = `category-${++made}`;
  await createCategory(systemCtxFor(), {
    slug,
    name: name || `Category ${made}`,
    description: "For tests",
    position: made,
    namelessAs,
    audience,
  });
  return slug;
}

/** A tag by its slug. */
export async function aTag(name = `Tag ${++made}`): Promise<string> {
  const ctx = systemCtxFor();
  const added = await addTag(ctx, { name, description: "" });
  // of one name there is one
  return added.ok ? added.slug : (await listTags(ctx)).find((tag) => tag.name === name)!.slug;
}

/** The topic, with these tags in place of others. */
export async function tagged<T extends { code: string; author: TestPerson }>(topic: T, ...tags: string[]): Promise<T> {
  const done = await tagTopic(ctxFor(topic.author), { topic: topic.code, tags });
  if (!done.ok) throw new Error(done.reason);
  return topic;
}

export const aReply = (body = "A reply") => ({ body, submissionId: uuidv7() });
export const aNewTopic = (title = "A topic for tests", body = "The first post") => ({ title, body, submissionId: uuidv7() });

export type TestTopic = { code: string; title: string; category: string; author: TestPerson };

/** What readers see of whoever posts without their name, and how a form says so. */
export const NAMELESS = "A practice manager";
export const WITHOUT_A_NAME = { nameless: "yes" } as const;

/** A topic of one post by a member. */
export async function aTopic(
  more: {
    nameless?: boolean;
    category?: string;
    audience?: Audience;
    author?: TestPerson;
    title?: string;
    body?: string;
    locked?: boolean;
    now?: Date;
    poll?: PollInput;
  } = {},
): Promise<TestTopic> {
  const namelessAs = more.nameless ? NAMELESS : null;
  const category = more.category ?? (await aCategory({ audience: more.audience, namelessAs }));
  const author = more.author ?? (await aMember());
  const started = await startTopic(ctxFor(author, more.now), {
    ...aNewTopic(more.title, more.body),
    ...(more.nameless && WITHOUT_A_NAME),
    poll: more.poll,
    category,
  });
  if (!started.ok) throw new Error(started.reason);
  if (more.locked) await lockTopic(ctxFor(await aMember({ roles: ["moderator"] })), started.topic.code);
  return { ...started.topic, category, author };
}

/** What a poll asks, for tests. */
export const aPoll = (more: Partial<PollInput> = {}): PollInput => ({
  question: "When do we meet?",
  options: ["Monday", "Tuesday", "Never"],
  most: 1,
  shows: "always",
  closesAt: null,
  ...more,
});

/** A reply that is there, by its number. */
export async function reply(author: TestPerson, topic: { code: string }, body = "A reply", now?: Date): Promise<number> {
  const replied = await replyToTopic(ctxFor(author, now), { ...aReply(body), topic: topic.code });
  if (!replied.ok) throw new Error(replied.reason);
  return replied.post.number;
}

/** The same without their name. */
export async function replyNameless(author: TestPerson, topic: { code: string }, body = "A reply", now?: Date): Promise<number> {
  const replied = await replyToTopic(ctxFor(author, now), { ...aReply(body), ...WITHOUT_A_NAME, topic: topic.code });
  if (!replied.ok) throw new Error(replied.reason);
  return replied.post.number;
}

/** What `aQuotedTopic` quotes. */
export const QUOTED_WORDS = "Xanadu rota by Friday, please.";

/** A topic of somebody's with a reply of somebody else's that quotes it. */
export async function aQuotedTopic(
  body = `> [post 1]\n> ${QUOTED_WORDS}\n\nSo do we.`,
  first = `${QUOTED_WORDS}\n\nThe second paragraph.`,
) {
  const quoted = await aMember({ displayName: "Quentin Quoted" });
  const topic = await aTopic({ author: quoted, body: first, audience: "open" });
  const writer = await aMember();
  await reply(writer, topic, body);
  return { topic, quoted, writer };
}

export type TestPage = { id: string; scopeId: string; path: string; title: string };

/** A page, for comments. */
export async function aPageToComment(more: Parameters<typeof aPage>[0] = {}): Promise<TestPage> {
  const path = await aPage(more);
  const { id, scopeId, title } = contentPages;
  const [page] = await systemCtxFor().db.select({ id, scopeId, title }).from(contentPages).where(eq(contentPages.path, path));
  return { ...page!, path };
}

/** A comment that is there, by its number. */
export async function comment(author: TestPerson, page: TestPage, body = "A comment", now?: Date): Promise<number> {
  const sent = await commentOnPage(ctxFor(author, now), { page, bodyMarkdown: body, submissionId: uuidv7() });
  if (!sent.ok) throw new Error(sent.reason);
  return sent.post.number;
}

/** A page with one comment; `topic` is the code of what holds it. */
export async function aCommentedPage({ by, body, ...more }: { by?: TestPerson; body?: string } & Parameters<typeof aPage>[0] = {}) {
  const author = by ?? (await aMember());
  const page = await aPageToComment(more);
  const number = await comment(author, page, body);
  const [topic] = await systemCtxFor().db.select({ code: forumTopics.code }).from(forumTopics).where(eq(forumTopics.pageId, page.id));
  return { ...page, author, comment: number, topic: topic!.code };
}

/** A moderator looks at a reported post as it is now, and lets it stand. */
export async function dismissReports(ctx: Ctx, address: PostAddress) {
  const post = await getPost(ctx, address);
  return dismissTheseReports(ctx, { ...address, seen: reportedVersion(post, await listOpenReports(ctx, post.id)) });
}

/** The latest act of a moderator on a post of somebody's. */
export async function latestModeration(author: TestPerson) {
  const [act] = await systemCtxFor()
    .db.select({ act: forumModerations })
    .from(forumModerations)
    .innerJoin(forumPosts, eq(forumPosts.id, forumModerations.postId))
    .where(eq(forumPosts.authorId, author.personId))
    .orderBy(desc(forumModerations.id))
    .limit(1);
  return act!.act;
}

/** What a moderator lays upon somebody, and who did. */
export async function aSanction(person: TestPerson, more: Partial<SanctionInput> & { now?: Date } = {}) {
  const { now = new Date(), kind = "read-only", reason = "Rude words", endsAt = later(now, 7 * DAY) } = more;
  const moderator = await aMember({ roles: ["moderator"] });
  const laid = await sanctionMember(ctxFor(moderator, now), person.ref, { kind, reason, endsAt: kind === "warned" ? null : endsAt });
  if (!laid.ok) throw new Error(laid.reason);
  return { code: laid.code, moderator };
}

/** Some of somebody's posts that a moderator removed at once, by topic and number; with everything that follows. */
export async function aCleanUp(person: TestPerson, items: string[], reason = "Advertising"): Promise<string> {
  const moderator = ctxFor(await aMember({ roles: ["moderator"] }));
  const input = { choice: { since: null, items }, why: reason, sanction: null, submissionId: uuidv7() };
  const done = await cleanUp(moderator, person.ref, input);
  if (!done.ok) throw new Error(done.reason);
  const { db } = systemCtxFor();
  const [row] = await db.select({ id: forumCleanUps.id }).from(forumCleanUps).where(eq(forumCleanUps.code, done.code));
  // the second finds nothing more
  for (let run = 0; run < 2; run++) await carryOutCleanUp(systemCtxFor(), row!.id);
  return done.code;
}

/** A bookmark that is there, by its code. */
export async function aBookmark(person: TestPerson, address: PostAddress, now?: Date): Promise<string> {
  const kept = await bookmarkPost(ctxFor(person, now), address);
  if (!kept.ok) throw new Error(kept.reason);
  const [row] = await systemCtxFor()
    .db.select({ code: forumBookmarks.code })
    .from(forumBookmarks)
    .where(and(eq(forumBookmarks.postId, kept.post.id), eq(forumBookmarks.personId, person.personId)));
  return row!.code;
}

export async function countPosts(topic: { code: string }): Promise<number> {
  const [row] = await systemCtxFor()
    .db.select({ posts: count() })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .where(eq(forumTopics.code, topic.code));
  return row!.posts;
}

/** A post as it stands in the table. */
export async function storedPost(topic: { code: string }, number: number) {
  const [row] = await systemCtxFor()
    .db.select({ post: forumPosts })
    .from(forumPosts)
    .innerJoin(forumTopics, eq(forumTopics.id, forumPosts.topicId))
    .where(eq(forumTopics.code, topic.code))
    .orderBy(forumPosts.number)
    .offset(number - 1)
    .limit(1);
  return row!.post;
}

/** A word that is watched for, told from those of other tests. */
export async function aWatchedWord(outcome: "warn" | "hold" | "refuse"): Promise<string> {
  const words = `${outcome}word${++made}x`;
  await addWatchedWords(ctxFor(await aMember({ roles: ["moderator"] })), { words, outcome });
  return words;
}

/** A reply that waits for a moderator, by its code. */
export async function aHeldReply(author: TestPerson, topic: { code: string }, body = "", now?: Date): Promise<string> {
  const word = await aWatchedWord("hold");
  const sent = await replyToTopic(ctxFor(author, now), { ...aReply(`${body} ${word}`.trim()), topic: topic.code });
  if (sent.ok || sent.reason !== "held") throw new Error("it was not held");
  return sent.held;
}

/** What the home page shows of the forum: the topics with something new. */
export const unreadAtHome = async (ctx: Ctx) => (isSignedIn(ctx) ? (await showForumAtHome(ctx)).topics : []);
/** The same of the first steps. */
export const stepsAtHome = async (ctx: Ctx) => (isSignedIn(ctx) ? (await showForumAtHome(ctx)).steps : null);
