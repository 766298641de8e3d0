import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, test } from "vitest";
import { forumBookmarks } from "#db/schema/forum/bookmarks";
import { forumPosts } from "#db/schema/forum/posts";
import { forumReads } from "#db/schema/forum/watching";
import { savePage } from "~/features/content/pages/save-page.server";
import { publishDraft } from "~/features/content/publishing/publish-draft.server";
import { widthsOf } from "~/features/files/pictures.server";
import { STAFF_ROLES } from "~/features/permissions/permissions";
import type { Audience } from "~/features/permissions/scopes.server";
import type { Role } from "~/lib/ctx";
import { randomCode } from "~/lib/tokens.server";
import { aDraft, aPage } from "../support/content";
import { ctxFor, testDb } from "../support/context";
import { aPdf, aPicture } from "../support/files";
import { aCommentedPage, aHeldReply, aPoll, aSanction, aTag, aTopic, reply, tagged } from "../support/forum";
import { anAccount, aSite, type Browser, enter, type Site } from "../support/http";
import { aSubscriber } from "../support/mail";
import { aNewsletter, aSentIssue } from "../support/newsletters";
import { aGroup, aMember } from "../support/people";

/** Every scope; a members' page may have a teaser, which is all that others are told of it. */
const SCOPES = { open: "open", members: "members", teased: "members", group: { groups: ["pcn-leads"] } } as const satisfies Record<
  string,
  Audience | { groups: string[] }
>;
type Scope = keyof typeof SCOPES;

/** Who comes, and what they may read. */
type Reader = { account: { isMember?: boolean; roles?: Role[]; groups?: string[] } | null; reads: readonly Scope[] };
const READERS: Record<string, Reader> = {
  visitor: { account: null, reads: ["open"] },
  applicant: { account: { isMember: false }, reads: ["open"] },
  specialist: { account: { isMember: false, groups: ["pcn-leads"] }, reads: ["open", "group"] },
  "specialist of another group": { account: { isMember: false, groups: ["others"] }, reads: ["open"] },
  member: { account: {}, reads: ["open", "members", "teased"] },
  "member of the group": { account: { groups: ["pcn-leads"] }, reads: ["open", "members", "teased", "group"] },
  ...Object.fromEntries(
    STAFF_ROLES.map((role) => [role, { account: { roles: [role as Role] }, reads: ["open", "members", "teased"] as const }]),
  ),
};

/** A word in the title and text of everything of one scope, and nowhere else. */
const markOf = (scope: Scope) => `quoll${scope}`;

/** The tag of everything. */
const QUOKKAS = "quokkas";

/** The places where a thing of a scope can be read; each is found or it is not. */
type Places = Record<"page" | "comments" | "article" | "category" | "topic" | "poll" | "old address" | "newsletter" | "issue", string>;
/** Pages on which things of several scopes may stand; `open`: only what is open to all, whoever looks; `own`: of whoever is signed in. */
const LISTS = {
  "section of guidance": { path: "/guidance" },
  news: { path: "/news" },
  feed: { path: "/news.xml", open: true },
  sitemap: { path: "/sitemap.xml", open: true },
  search: { path: "/search?q=quoll" },
  "the newest found": { path: "/search?q=quoll&order=newest" },
  forum: { path: "/forum" },
  "unanswered topics": { path: "/forum/unanswered" },
  "topics with a tag": { path: "/forum/tags/quokkas" },
  "unread topics": { path: "/forum/unread", own: true },
  bookmarks: { path: "/forum/bookmarks", own: true },
  newsletters: { path: "/newsletters" },
  "a page with the latest news and topics": { path: "/guidance/now" },
} as const;

/** Where the files of a scope can be had: a picture in each of three widths and a PDF, in a topic, a comment and a page. */
const files = {} as Record<Scope, string[]>;

let site: Site;
const browsers = new Map<string, Browser>();
const places = {} as Record<Scope, Places>;
/** Who wrote what is of a scope, by reference: each a member of the group. */
const authors = {} as Record<Scope, string>;

beforeAll(async () => {
  site = await aSite();
  await aGroup("pcn-leads");
  await aGroup("others");
  await aPage({ path: "guidance", title: "Guidance" });
  await aTag("Quokkas");
  for (const scope of Object.keys(SCOPES) as Scope[]) places[scope] = await fill(scope);
  const categories = (["members", "group"] as const).map((scope) => `::topics ${places[scope].category.slice("/forum/".length)}`);
  await aPage({ path: "guidance/now", title: "Now", bodyMarkdown: ["::latest-news 10", ...categories].join("\n\n") });
  for (const [name, { account }] of Object.entries(READERS)) {
    const browser = site.browser();
    if (account) await enter(browser, (await anAccountThatKeepsAll(account)).email);
    browsers.set(name, browser);
  }
});

/** As if they had once been able to read everything. */
async function anAccountThatKeepsAll(account: NonNullable<Reader["account"]>) {
  const made = await anAccount(account);
  const posts = await testDb().db.select({ postId: forumPosts.id }).from(forumPosts);
  const bookmarks = posts.map(({ postId }) => ({ postId, personId: made.personId, code: randomCode(), bookmarkedAt: new Date() }));
  await testDb().db.insert(forumBookmarks).values(bookmarks);
  return made;
}

async function fill(scope: Scope): Promise<Places> {
  const audience = SCOPES[scope] as Audience;
  const mark = markOf(scope);
  const author = await aMember({ groups: ["pcn-leads"] });
  authors[scope] = author.ref;
  const teaser = scope === "teased" ? "What members find here." : undefined;
  const texts = { title: `About ${mark}`, summary: `Of ${mark}.`, bodyMarkdown: `All of ${mark}.`, audience, teaser };
  const page = await aPage({ ...texts, path: `guidance/${mark}` });
  const article = await aPage({ ...texts, path: `news/${mark}` });
  const commented = await aCommentedPage({
    by: author,
    path: `guidance/${mark}-talked-about`,
    audience,
    title: "Talked about",
    summary: "Of it.",
    body: `Said of ${mark}.`,
  });
  files[scope] = await fillWithFiles(scope);
  const poll = aPoll({ question: `Why ${mark}?` });
  const topic = await aTopic({ audience, author, title: `Asked of ${mark}`, body: `Why ${mark}?`, poll });
  await tagged(topic, QUOKKAS);
  const old = { path: `/t/${scopes.indexOf(scope) + 1}` };
  await testDb().sql`insert into forum_permalinks (path, topic_id) select ${old.path}, id from forum_topics where code = ${topic.code}`;
  const newsletter = await aNewsletter({ audience, name: `Letter of ${mark}` });
  await aSubscriber(newsletter.listId, { roles: ["member"], groups: ["pcn-leads"] });
  const sender = await aMember({ roles: ["newsletter-sender"], groups: ["pcn-leads"], secondFactorAt: new Date() });
  await aSentIssue(newsletter, { sender, subject: `News of ${mark}`, body: `All of ${mark}.` });
  return {
    page: `/${page}`,
    article: `/${article}`,
    comments: `/${commented.path}`,
    category: `/forum/${topic.category}`,
    topic: `/forum/topics/${topic.code}`,
    poll: `/forum/topics/${topic.code}/posts/1/poll`,
    "old address": old.path,
    newsletter: `/newsletters/${newsletter.slug}`,
    issue: `/newsletters/${newsletter.slug}/news-of-${mark}`,
  };
}

async function fillWithFiles(scope: Scope): Promise<string[]> {
  const audience = SCOPES[scope] as Audience;
  const author = await aMember({ groups: ["pcn-leads"], roles: ["member", "editor"] });
  const addresses: string[] = [];
  const texts: ((body: string) => Promise<unknown>)[] = [
    (body) => aTopic({ audience, author, body }),
    (body) => aCommentedPage({ by: author, audience, body }),
    async (body) => {
      const { code } = await aDraft({ audience, body: "", title: `With files, ${scope}` });
      const saved = await savePage(ctxFor(author), { code, version: 1, title: "With files", summary: "Of it.", teaser: "", body });
      if (saved.ok) await publishDraft(ctxFor(author), { code, version: saved.version });
    },
  ];
  for (const write of texts) {
    const [picture, pdf] = [await aPicture(author, undefined, { width: 500, height: 1000 }), await aPdf(author)];
    await write(`${picture.markdown} ${pdf.markdown}`);
    addresses.push(...widthsOf(picture.width!).map((width) => `/files/${picture.code}/${width}.webp`), `/files/${pdf.code}/${pdf.name}`);
  }
  return addresses;
}

const scopes = Object.keys(SCOPES) as Scope[];

describe.each(Object.entries(READERS))("%s", (name, { reads, account }) => {
  test.each(scopes)("B22: finds what is %s, or what is told of it, at every address of its own", async (scope) => {
    const browser = browsers.get(name)!;
    for (const [kind, path] of Object.entries(places[scope])) {
      const { status, html } = await browser.get(path);
      const isTeased = scope === "teased" && (kind === "page" || kind === "article");
      const expected = reads.includes(scope) ? (kind === "old address" ? 301 : 200) : isTeased ? 403 : 404;
      expect(status, `${kind} ${path}`).toBe(expected);
      if (status === 200) expect(html, path).toContain(markOf(scope));
      // the title is told, and the teaser; the text is not
      else expect(html, path).not.toMatch(new RegExp(`(All|Of|Said|Why|News) (of )?${markOf(scope)}`));
    }
  });

  test.each(scopes)("B22: has the pictures and files of what is %s where they read it", async (scope) => {
    for (const path of files[scope]) {
      const { status } = await browsers.get(name)!.get(path);
      // an editor edits every page, and sees what its texts hold
      const expected = reads.includes(scope) ? [200] : account?.roles?.includes("editor") ? [200, 404] : [404];
      expect(expected, path).toContain(status);
    }
  });

  test.each(Object.entries(LISTS))("B23: sees on the page of %s what they may read and nothing else", async (_, list) => {
    // what each opened above is read
    if ("own" in list) await testDb().db.delete(forumReads);
    const { html, status } = await browsers.get(name)!.get(list.path);
    expect(status).toBe("own" in list && !account ? 303 : 200);
    if (status === 303) return expect(html).not.toContain("quoll");
    for (const scope of scopes) {
      const mayBeThere = "open" in list ? scope === "open" : reads.includes(scope);
      expect(html.includes(markOf(scope)), scope).toBe(mayBeThere);
    }
  });

  test.each(scopes)("B23: has a word of what is %s, typed wrongly, put right where they read it", async (scope) => {
    const typed = markOf(scope).replace(/(.)(.)$/, "$2$1");
    const { html } = await browsers.get(name)!.get(`/search?q=${typed}`);
    expect(html.includes(markOf(scope))).toBe(reads.includes(scope));
  });

  test.each(scopes)("B23: sees on the page about whoever wrote what is %s no more of it than they may read", async (scope) => {
    for (const path of [`/members/${authors[scope]}`, `/members/${authors[scope]}/topics`]) {
      const { html, status } = await browsers.get(name)!.get(path);
      const knows = reads.includes("members") || reads.includes("group");
      const isLetIn = reads.length > 1 || name === "specialist of another group";
      expect(status, path).toBe(account === null ? 303 : !isLetIn ? 403 : knows ? 200 : 404);
      expect(html.includes(markOf(scope)), path).toBe(status === 200 && reads.includes(scope));
    }
  });

  test.each(scopes)("B23: is suggested nobody, and previews nothing, where what is %s is not theirs to read", async (scope) => {
    const code = places[scope].topic.split("/").at(-1)!;
    const isLetIn = reads.length > 1 || name === "specialist of another group";
    const where = reads.includes(scope) ? 200 : 404;
    const suggested = await browsers.get(name)!.get(`/forum/suggest-members?topic=${code}`);
    expect(suggested.status).toBe(account === null ? 303 : isLetIn ? where : 403);
    // who wrote in it is known to members, and to their group
    const knows = reads.includes("members") || reads.includes("group");
    expect(suggested.html.includes('role="option"')).toBe(suggested.status === 200 && knows);
    const previewed = await browsers.get(name)!.post(`/forum/preview?topic=${code}`, { body: "Whatever" });
    expect(previewed.status).toBe(account === null ? 303 : where);
  });

  test.each(scopes)("B23: sees under the forum's health, which is for moderators, of what is %s what they may read", async (scope) => {
    const { html, status } = await browsers.get(name)!.get("/admin/forum/health");
    expect(status).toBe(account === null ? 303 : name === "moderator" ? 200 : 403);
    expect(html.includes(markOf(scope))).toBe(status === 200 && reads.includes(scope));
  });

  test.each(scopes)("B23: is led by a title to nothing that is %s where it is not theirs to read", async (scope) => {
    const { html, status } = await browsers.get(name)!.get(`/forum/similar-topics?title=Asked+of+${markOf(scope)}`);
    const isLetIn = reads.length > 1 || name === "specialist of another group";
    expect(status).toBe(account === null ? 303 : isLetIn ? 200 : 403);
    expect(html.includes(markOf(scope))).toBe(status === 200 && reads.includes(scope));
    const open = await browsers.get(name)!.get(places.open.topic);
    if (!reads.includes(scope)) expect(open.html).not.toContain(markOf(scope));
  });

  test.each(scopes)("B23: is offered nothing to link to that is %s where it is not theirs to read", async (scope) => {
    const { html, status } = await browsers.get(name)!.get(`/search/links?q=${markOf(scope)}`);
    expect(status).toBe(account === null ? 303 : 200);
    expect(html.includes(markOf(scope))).toBe(status === 200 && reads.includes(scope));
  });

  test("B23: sees nothing at home that they may not read", async () => {
    const { html } = await browsers.get(name)!.get("/");
    for (const scope of scopes) if (!reads.includes(scope)) expect(html, scope).not.toContain(markOf(scope));
  });

  test.each(scopes)("B22: writes only where they read: %s", async (scope) => {
    const browser = browsers.get(name)!;
    const { topic, category } = places[scope];
    for (const path of [`${topic}/replies`, `${category}/new`, `${topic}/watch`, `${category}/watch/every-post`]) {
      const { status } = await browser.post(path, { title: "A title that is long enough", body: " ", submissionId: uuidv7() });
      // who is not let in signs in first; who may write gets their empty form back; anybody with an account may watch what they read
      const isWriter = account !== null && (account.isMember !== false || (account.groups?.length ?? 0) > 0);
      const isWatch = path.includes("/watch");
      const whereTheyRead = isWatch ? [303] : isWriter ? [400] : [403];
      const elsewhere = isWatch || isWriter ? [404, 400] : [403];
      const expected = account === null ? [303] : reads.includes(scope) ? whereTheyRead : elsewhere;
      expect(expected, `${path} answered ${status}`).toContain(status);
    }
  });
});

describe("a member of the group who is suspended from the forum", () => {
  let browser: Browser;
  let heldCode: string;
  beforeAll(async () => {
    browser = site.browser();
    const made = await anAccountThatKeepsAll({ groups: ["pcn-leads"] });
    const quoted = await aTopic({ title: "Asked of quollquoted", body: "Said of quollquoted." });
    await reply(made, quoted);
    heldCode = await aHeldReply(made, quoted, "> [post 1]\n> Said of quollquoted.\n\nMy own words.");
    await aSanction(made, { kind: "suspended", endsAt: null });
    await enter(browser, made.email);
  });
  /** What topics and comments say, whatever of it a page may show. */
  const OF_FORUM = /(asked|said) of quoll|why quoll/i;

  test.each(scopes)("B22: finds nothing of the forum of what is %s at any address, and everything else", async (scope) => {
    for (const [kind, path] of Object.entries(places[scope])) {
      const { status, html } = await browser.get(path);
      const ofForum: Record<string, number> = { category: 403, topic: 403, poll: 403, "old address": 404 };
      expect(status, `${kind} ${path}`).toBe(ofForum[kind] ?? 200);
      expect(html, path).not.toMatch(OF_FORUM);
    }
    // of a topic and a comment, then of a page
    const statuses = [];
    for (const path of files[scope]) statuses.push((await browser.get(path)).status);
    expect(statuses.map((status, index) => [files[scope][index], status])).toEqual(
      files[scope].map((path, index) => [path, index < (files[scope].length * 2) / 3 ? 404 : 200]),
    );
    expect(statuses).toHaveLength(12);
  });

  test.each([
    ...Object.values(LISTS).map(({ path }) => path),
    "/forum/mine",
    "/forum/held",
    "/search?q=quollquoted",
    "/account/reach",
    "/account/notifications",
    "/",
  ])("B23: sees nothing of the forum on %s", async (path) => {
    const { status, html } = await browser.get(path);
    // a tag is of the forum alone
    expect(status).toBe(path === LISTS["topics with a tag"].path ? 403 : 200);
    expect(html).not.toMatch(OF_FORUM);
  });

  test("B23: sees nothing of the forum on the page about whoever wrote in it", async () => {
    for (const ref of Object.values(authors))
      for (const path of [`/members/${ref}`, `/members/${ref}/topics`]) {
        const { status, html } = await browser.get(path);
        expect([path, status, OF_FORUM.test(html)]).toEqual([path, 200, false]);
      }
  });

  test("B22: sees of what waits for a moderator their own words alone", async () => {
    const { status, html } = await browser.get(`/forum/held/${heldCode}`);
    expect(status).toBe(200);
    expect(html).toContain("My own words.");
    expect(html).not.toMatch(OF_FORUM);
  });
});
