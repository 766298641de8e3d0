import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { forumPostRevisions } from "#db/schema/forum/posts";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { savePage } from "~/features/content/pages/save-page.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { takeOutMessage } from "~/features/enquiries/take-out-message.server";
import { replyToEnquiry } from "~/features/enquiries/write-message.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { retitleTopic } from "~/features/forum/topics/retitle-topic.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { listArchive } from "~/features/newsletters/issues/archive.queries.server";
import { takeOutIssue } from "~/features/newsletters/issues/take-out-issue.server";
import { aPage, storedPage } from "../support/content";
import { afterGrace, ctxFor, systemCtxFor, testDb } from "../support/context";
import { copyOf } from "../support/copies";
import { anEnquiryOf, someReply } from "../support/enquiries";
import { aCommentedPage, aTopic, latestModeration, reply, storedPost } from "../support/forum";
import { anAccount, aSite, type Browser, enter, type Site } from "../support/http";
import { messagesTo } from "../support/mail";
import { aNewsletter, anEndedIssue } from "../support/newsletters";
import { aMember, type TestPerson, visitor } from "../support/people";
import { everyRoute, STAND_IN } from "../support/routes";

/** What was pulled back, each with a word of its own in text and title, and where the ways to it begin. */
const THINGS = [
  "hiddenreply",
  "hiddenfirst",
  "hiddencomment",
  "removedreply",
  "removedfirst",
  "removedtopic",
  "earliertext",
  "earliertitle",
] as const;
type Thing = (typeof THINGS)[number];
const markOf = (thing: Thing) => `quokka${thing}`;
const ALL = /quokka(?:hidden|removed|earlier|taken)\w+/g;

type Place = { topic: string; number: number; category: string; at: string; moderation: string; page: string };
type Way = { under: RegExp; stands: Record<string, string> };
type Reader = "visitor" | "quiet" | "watcher" | "reporter" | "moderator" | "staff" | "author";

let site: Site;
let author: TestPerson;
const people = {} as Record<Exclude<Reader, "visitor">, TestPerson>;
const browsers = {} as Record<Reader, Browser>;
const places = {} as Record<Thing, Place>;
/** What was taken out for good: the addresses that lead to it, with what stands for their parameters. */
const takenOut: Way[] = [];

beforeAll(async () => {
  site = await aSite();
  people.author = author = await anAccount();
  people.quiet = await anAccount();
  people.watcher = await anAccount();
  people.reporter = await anAccount();
  people.moderator = await anAccount({ roles: ["moderator"] });
  people.staff = await anAccount({ roles: ["editor", "newsletter-sender", "contacts-officer"], secondFactorAt: new Date() });
  for (const thing of THINGS) places[thing] = await pullBack(thing);
  takenOut.push(await takeOutOfPage(), ...(await takeOutOfEnquiry()), ...(await takeOutOfArchive()));
  browsers.visitor = site.browser();
  for (const [name, { email }] of Object.entries(people)) {
    browsers[name as Reader] = site.browser();
    await enter(browsers[name as Reader], email);
  }
}, 300_000);

const moderator = () => aMember({ roles: ["moderator"] });
const inTitle = (thing: Thing) => ["hiddenfirst", "removedfirst", "removedtopic", "earliertitle"].includes(thing);

/** Written where all can read it, told to who watches, and pulled back. */
async function pullBack(thing: Thing): Promise<Place> {
  const mark = markOf(thing);
  const page =
    thing === "hiddencomment" ? await aCommentedPage({ by: author, audience: "open", path: `guidance-${thing}`, body: "First" }) : null;
  const title = inTitle(thing) ? `About ${mark}` : `Of ${THINGS.indexOf(thing)} things`;
  const topic = page
    ? { code: page.topic, category: "" }
    : await aTopic({ audience: "open", author, title, body: inTitle(thing) ? `${mark} came in` : "Hello" });
  for (const who of [people.watcher, people.quiet]) await watchTopic(ctxFor(who), topic.code, "watching");
  const number = inTitle(thing) ? 1 : await reply(author, topic, `${mark} came in`);
  const told = inTitle(thing) ? await reply(await aMember(), topic, "A reply") : number;
  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, told)).id);

  const address = { topic: topic.code, number };
  if (thing.startsWith("hidden"))
    for (const who of [people.reporter, visitor])
      await reportPost(ctxFor(who), { ...address, reason: "patient-details", details: `It says ${mark}` });
  if (thing === "removedreply" || thing === "removedfirst") await removePost(ctxFor(await moderator()), { ...address, why: "A patient" });
  if (thing === "removedtopic") await removeTopic(ctxFor(await moderator()), { topic: topic.code, why: "A patient" });
  if (thing === "earliertext") await editPost(ctxFor(author, afterGrace()), { ...address, body: "Somebody came in", basedOn: "", why: "" });
  if (thing === "earliertitle") {
    await retitleTopic(ctxFor(author), { topic: topic.code, title: "About somebody", basedOn: "", why: "" });
    await editPost(ctxFor(author, afterGrace()), { ...address, body: "Somebody came in", basedOn: "", why: "" });
  }
  const [revision] = await testDb()
    .db.select()
    .from(forumPostRevisions)
    .where(eq(forumPostRevisions.postId, (await storedPost(topic, number)).id));
  return {
    topic: topic.code,
    number,
    category: topic.category,
    at: String(revision?.replacedAt.getTime() ?? 0),
    moderation: thing.startsWith("removed") ? (await latestModeration(author)).code : "0000000000",
    page: page?.path ?? "nowhere",
  };
}

async function takeOutOfPage(): Promise<Way> {
  const { code } = await storedPage(await aPage());
  const by = ctxFor(people.staff);
  const text = { title: "A page", summary: "What it is about.", teaser: "", body: "A text" };
  const named = { title: "quokkatakentitle", summary: "quokkatakensummary", teaser: "quokkatakenteaser", body: "quokkatakenbody" };
  await savePage(by, { ...named, code, version: 1 });
  await savePage(by, { ...text, code, version: 2 });
  await takeOutEarlierText(by, { code, number: 2, why: "patient-details", before: false });
  return { under: /^\/admin\/content\/:code/, stands: { ":code": code, ":number": "2" } };
}

/** Of a question and of its answer, which was never mailed. */
async function takeOutOfEnquiry(): Promise<Way[]> {
  const { code } = await anEnquiryOf(author, { question: "quokkatakenquestion came in" });
  const by = ctxFor(people.staff);
  await replyToEnquiry(by, code, someReply(1, "quokkatakenanswer came in"));
  for (const number of [1, 2]) await takeOutMessage(by, code, { number, why: "patient-details" });
  return ["1", "2"].map((number) => ({ under: /^\/admin\/enquiries\/:code/, stands: { ":code": code, ":number": number } }));
}

async function takeOutOfArchive(): Promise<Way[]> {
  const newsletter = await aNewsletter();
  const named = { subject: "About quokkatakensubject", preheader: "quokkatakenpreheader", body: "quokkatakenissue came in" };
  const { code } = await anEndedIssue(newsletter, { ...named, sender: people.staff });
  await takeOutIssue(ctxFor(people.staff), code, { why: "patient-details" });
  const [stub] = (await listArchive(ctxFor(visitor), newsletter)).issues;
  const parts = ["html", "text"].map((part) => ({ ":code": code, ":slug": newsletter.slug, ":issue": stub!.slug!, ":part": part }));
  return parts.map((stands) => ({ under: /^\/(admin\/)?newsletters\/(:slug|issues\/:code)/, stands }));
}

/** Every address that a browser can open, with those that lead to a pulled-back thing. Other parameters stand for nothing that there is. */
function addresses(): string[] {
  const ways = [...THINGS.map((thing) => ({ under: /^\/((admin\/)?forum|comments)/, stands: standsFor(places[thing]) })), ...takenOut];
  const found = everyRoute()
    .filter(({ address, hasLoader }) => hasLoader && address !== "/*")
    .flatMap(({ address, path }) => {
      const leading = ways.filter(({ under }) => under.test(address));
      if (leading.length === 0) return [path];
      return leading.map(({ stands }) => address.replace(/:\w+|\*/g, (name) => stands[name] ?? STAND_IN));
    });
  const texts = THINGS.map((thing) => [
    `/${places[thing].page}`,
    `/forum/topics/${places[thing].topic}?page=2`,
    `/forum/topics/${places[thing].topic}-words`,
  ]);
  const more = [
    "/search?q=quokka",
    "/search?q=came",
    "/search?q=about",
    "/news.xml",
    "/sitemap.xml",
    "/forum.data",
    "/__manifest?p=/forum",
  ];
  return [...new Set([...found, ...texts.flat(), ...more])];
}

const standsFor = ({ topic, number, category, at, moderation }: Place): Way["stands"] => ({
  ":topic": topic,
  ":number": String(number),
  ":category": category || "none",
  ":at": at,
  ":code": moderation,
});

/** Who may see what was pulled back, and where; it is nowhere else. */
function mayShow(reader: Reader, path: string): boolean {
  const ofPost = /^\/forum\/topics\/\w{10}\/(posts\/\d+\/(history|edit|remove)(\/\d+\/take-back)?|title)$/;
  if (reader === "author") return ofPost.test(path) || path.startsWith("/forum/moderations/");
  if (reader === "moderator") return ofPost.test(path) || path.startsWith("/admin/forum");
  return false;
}

const everythingOf = ({ html, headers, location }: { html: string; headers: Headers; location: string | null }) =>
  `${html}\n${JSON.stringify([...headers])}\n${location ?? ""}`;

describe.each(["visitor", "watcher", "reporter", "staff", "author", "moderator"] as const)("B23: to a %s", (reader) => {
  test("what was pulled back is at no address of the site", async () => {
    const told: [string, string[]][] = [];
    for (const path of addresses()) {
      const answer = await browsers[reader].get(path);
      expect([path, answer.status < 500]).toEqual([path, true]);
      const words = new Set(everythingOf(answer).match(ALL) ?? []);
      if (words.size > 0 && !mayShow(reader, path)) told.push([path, [...words]]);
    }
    expect(told).toEqual([]);
  });
});

test("its author and moderators do find it where they answer for it", async () => {
  const { topic, number } = places.hiddenreply;
  const hidden = markOf("hiddenreply");
  expect((await browsers.author.get(`/forum/topics/${topic}/posts/${number}/edit`)).html).toContain(hidden);
  expect((await browsers.moderator.get(`/admin/forum/reports/${topic}/${number}`)).html).toContain(hidden);
  const { topic: edited, number: at } = places.earliertext;
  for (const who of ["author", "moderator"] as const)
    expect((await browsers[who].get(`/forum/topics/${edited}/posts/${at}/history`)).html).toContain(markOf("earliertext"));
  for (const who of ["visitor", "watcher", "reporter", "staff"] as const)
    expect((await browsers[who].get(`/forum/topics/${edited}/posts/${at}/history`)).status).toBe(404);
});

test("B23: the count beside the account tells of nothing that the inbox does not", async () => {
  const { html } = await browsers.quiet.get("/account/notifications");

  // answers in topics whose first posts and titles went, and one that was edited; of what is hidden or
  // removed, or stood where all was, nothing
  expect(html.match(/class="pn-rows__title"/g)).toHaveLength(4);
  expect(html.replaceAll("<!-- -->", "")).toMatch(/\b4<span class="nhsuk-u-visually-hidden"> unread/);
});

test("no mail, and no copy of somebody else's data, says a word of it", async () => {
  for (const who of Object.values(people)) {
    const mails = [];
    for (const message of await messagesTo(who))
      mails.push(await MAIL_KINDS.find(({ name }) => name === message.kind)?.build(systemCtxFor(), message));
    expect(JSON.stringify(mails).match(ALL) ?? []).toEqual([]);
  }
  expect(JSON.stringify(await copyOf(author.personId))).not.toContain("quokkataken");
  for (const who of [people.watcher, people.staff, people.quiet])
    expect(JSON.stringify(await copyOf(who.personId)).match(ALL) ?? []).toEqual([]);
});
