import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { forumPosts } from "#db/schema/forum/posts";
import { persons } from "#db/schema/people";
import { getMember } from "~/features/accounts/member-page.queries.server";
import { markAnswer } from "~/features/forum/posts/mark-answer.server";
import { listPostsOf } from "~/features/forum/posts/posts-of-member.queries.server";
import { listThanks, thankPost } from "~/features/forum/posts/thank-post.server";
import { topicSet } from "~/features/forum/topics/topic-list.queries.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { saveDetails } from "~/features/people/save-details.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { freezePerson } from "~/features/privacy/freeze-person.server";
import { restrictPerson } from "~/features/records/restriction.server";
import { askTogether } from "~/lib/ask-together.server";
import { NotFoundError } from "~/lib/errors";
import { countQueries, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aCommentedPage, aForumSite, aTopic, reply, storedPost } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aGroup, aMember, anInterest, aPerson, type TestPerson, visitor } from "../../support/people";

const { browserOf, visitor: aVisitor } = aForumSite();
const pageFor = (reader: TestPerson, { ref }: { ref: string }) =>
  getMember(ctxFor(reader), ref).catch((error: unknown) => {
    if (error instanceof NotFoundError) return null;
    throw error;
  });
const written = async (reader: TestPerson, who: TestPerson, began = false) =>
  (await listPostsOf(ctxFor(reader), who.personId, { began, after: null })).posts.map(({ opening }) => opening);

const DETAILS = { jobTitle: "Quollkeeper", organisationName: "Quolltree Surgery" };
type Choice = "showJobTitle" | "showOrganisation" | "showInterests";
const CHOICES: [Choice, string][] = [
  ["showJobTitle", "Quollkeeper"],
  ["showOrganisation", "Quolltree Surgery"],
  ["showInterests", "Quolls at work"],
];

/** A member who let members see all of it, or not what is named; `mark` stands behind their job and place. */
async function aShownMember(hidden?: Choice, mark = "") {
  await anInterest("Quolls at work");
  const member = await anAccount({ displayName: "Sian Price" });
  const shown = { showJobTitle: true, showOrganisation: true, showInterests: true, ...(hidden ? { [hidden]: false } : {}) };
  const saved = await saveDetails(ctxFor(member), {
    personId: member.personId,
    details: { jobTitle: `Quollkeeper${mark}`, organisationName: `Quolltree Surgery${mark}`, interests: ["Quolls at work"], ...shown },
  });
  expect(saved).toEqual({ ok: true });
  return member;
}

describe.each(CHOICES)("PMN-32: %s", (choice, words) => {
  test("is on the page while its owner lets members see it, and absent from the HTML everywhere once they do not", async () => {
    const [shown, hidden] = [await aShownMember(), await aShownMember(choice, ` without ${choice}`)];
    const reader = await browserOf(await anAccount());
    expect((await reader.get(`/members/${shown.ref}`)).html).toContain(words);
    const topic = await aTopic({ author: hidden, audience: "open", body: "Read this." });
    await thankPost(ctxFor(hidden), { topic: (await aTopic()).code, number: 1 });
    const own = await browserOf(hidden);
    const places = [
      `/members/${hidden.ref}`,
      `/members/${hidden.ref}/topics`,
      `/forum/topics/${topic.code}`,
      `/forum/${topic.category}`,
      "/forum",
    ];
    for (const path of places)
      for (const browser of [reader, own, aVisitor()])
        expect((await browser.get(path)).html, path).not.toContain(choice === "showInterests" ? words : `${words} without ${choice}`);
    for (const [other, theirs] of CHOICES)
      if (other !== choice) expect((await reader.get(`/members/${hidden.ref}`)).html, other).toContain(theirs);
  });
});

test("PMN-32: interests are shown to nobody until their owner says so", async () => {
  await anInterest("Quolls at work");
  const member = await aMember();
  await saveDetails(ctxFor(member), { personId: member.personId, details: { ...DETAILS, interests: ["Quolls at work"] } });
  expect(await pageFor(await aMember(), member)).toMatchObject({ jobTitle: "Quollkeeper", practice: "Quolltree Surgery", interests: [] });
});

/** What becomes of a member, after which there is no page about them for anybody, nor a link to one. */
const GONE: Record<string, (member: TestPerson) => Promise<unknown>> = {
  "who left": ({ personId }) => revokeGrant(systemCtxFor(), { personId, role: "member" }),
  "who is suspended": ({ personId }) => testDb().db.update(accounts).set({ state: "suspended" }).where(eq(accounts.personId, personId)),
  "whose account is closed": ({ personId }) => testDb().db.update(accounts).set({ state: "closed" }).where(eq(accounts.personId, personId)),
  "whose data is not to be used": ({ personId }) =>
    restrictPerson(systemCtxFor(), { personId, why: "at their own request", reason: "They asked" }),
  "who is leaving": ({ personId }) => freezePerson(systemCtxFor(), personId, "keep"),
};

test.each(Object.entries(GONE))("nothing of somebody %s: not found, and no name leads there", async (_who, become) => {
  const [member, reader] = [await anAccount(), await aMember()];
  const topic = await aTopic({ author: member });
  const linkOf = async () => (await getTopicPage(ctxFor(reader), topic.code, 1)).posts[0]!.author.member;
  expect(await pageFor(reader, member)).toMatchObject({ ref: member.ref });
  expect(await linkOf()).toBe(member.ref);
  await become(member);
  expect(await pageFor(reader, member)).toBeNull();
  expect(await linkOf()).toBeNull();
});

test("members have a page for members, specialists for who shares their group, others for nobody", async () => {
  const [member, inside] = [await aMember(), await aMember({ groups: ["inner"] })];
  const [specialist, other] = [await aPerson({ groups: ["inner"] }), await aPerson({ groups: ["outer"] })];
  const opened = async (reader: TestPerson) =>
    Promise.all([member, inside, specialist, other, await aPerson()].map(async (who) => (await pageFor(reader, who)) !== null));
  expect(await opened(member)).toEqual([true, true, false, false, false]);
  expect(await opened(inside)).toEqual([true, true, true, false, false]);
  expect(await opened(specialist)).toEqual([false, true, true, false, false]);
  expect(await opened(await aPerson())).toEqual([false, false, false, false, false]);
});

test("the reference of a record that was joined to theirs leads to the one page, and that of nobody is not found", async () => {
  const [member, shell] = [await anAccount(), await aPerson()];
  await testDb().db.update(persons).set({ mergedInto: member.personId }).where(eq(persons.id, shell.personId));
  const reader = await browserOf(await anAccount());
  expect(await reader.get(`/members/${shell.ref}`)).toMatchObject({ status: 301, location: `/members/${member.ref}` });
  expect(await reader.get(`/members/${member.ref.toLowerCase()}/topics`)).toMatchObject({ location: `/members/${member.ref}/topics` });
  for (const ref of ["0000000000", "x", "%00"]) expect((await reader.get(`/members/${ref}`)).status).toBe(404);
});

test("visitors are asked to sign in, and whoever is no member is let in nowhere", async () => {
  const member = await anAccount();
  expect((await aVisitor().get(`/members/${member.ref}`)).status).toBe(303);
  expect((await (await browserOf(await anAccount({ isMember: false }))).get(`/members/${member.ref}`)).status).toBe(403);
});

test("B22: of what they wrote only what the reader may read, newest first, and the topics they began by themselves", async () => {
  await aGroup("inner");
  const [author, reader] = [await aMember({ groups: ["inner"] }), await aMember()];
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 9, minute));
  const topic = await aTopic({ author, body: "Asked of members", now: at(1) });
  const other = await aTopic();
  await reply(author, other, "Answered", at(2));
  await aTopic({ author, audience: { groups: ["inner"] }, body: "For the group", now: at(3) });
  await aCommentedPage({ by: author, body: "A comment" });
  const gone = await reply(author, topic, "Taken back", at(4));
  await testDb()
    .db.update(forumPosts)
    .set({ removedAt: at(5), removedBy: "author" })
    .where(eq(forumPosts.id, (await storedPost(topic, gone)).id));
  const hidden = await reply(author, topic, "Hidden", at(5));
  await testDb()
    .db.update(forumPosts)
    .set({ hiddenAt: at(6) })
    .where(eq(forumPosts.id, (await storedPost(topic, hidden)).id));

  expect((await written(reader, author)).sort()).toEqual(["A comment", "Answered", "Asked of members"].sort());
  expect(await written(reader, author, true)).toEqual(["Asked of members"]);
  expect((await written(author, author)).length).toBe(4);
  expect(await written(await aMember({ groups: ["inner"] }), author, true)).toEqual(["For the group", "Asked of members"]);
});

test("pages of twenty, each in one statement, and no more of what may not be read is looked at than of a few", async () => {
  await aGroup("inner");
  const [author, reader] = [await aMember({ groups: ["inner"] }), await aMember()];
  const [open, inner] = [await aTopic({ author }), await aTopic({ author, audience: { groups: ["inner"] } })];
  await write(author, inner, 400, new Date("2026-01-01T09:00:00Z"));
  await write(author, open, 45, new Date("2026-02-01T09:00:00Z"));
  const pages = [];
  for (let after: string | null = null; pages.length < 5; ) {
    const page: Awaited<ReturnType<typeof listPostsOf>> = await listPostsOf(ctxFor(reader), author.personId, { began: false, after });
    pages.push(page.posts.length);
    after = page.next;
    if (!after) break;
  }
  // with the topic's first post, which is the newest
  expect(pages).toEqual([20, 20, 6]);
  expect(await countQueries(() => listPostsOf(ctxFor(reader), author.personId, { began: false, after: null }))).toHaveLength(1);
});

/** Replies that are there, one a second. */
async function write(author: TestPerson, topic: { code: string }, count: number, from: Date): Promise<void> {
  const { topicId } = await storedPost(topic, 1);
  const rows = Array.from({ length: count }, (_, index) => {
    const text = { bodyMarkdown: "Text", bodyHtml: "<p>Text</p>", rendererVersion: 1 };
    const createdAt = new Date(from.getTime() + index * 1000);
    return { id: uuidv7(), topicId, number: index + 2, authorId: author.personId, submissionId: uuidv7(), createdAt, ...text };
  });
  await testDb().db.insert(forumPosts).values(rows);
}

test("names lead there for members: of posts, answers, thanks and lists; visitors see the name alone", async () => {
  const [author, helper, reader] = [
    await anAccount({ displayName: "Tess Whitlow" }),
    await anAccount({ displayName: "Joseph Adeyemi" }),
    await anAccount(),
  ];
  const topic = await aTopic({ author, audience: "open" });
  const number = await reply(helper, topic, "One person a day.");
  await markAnswer(ctxFor(author), { topic: topic.code, number });
  await thankPost(ctxFor(author), { topic: topic.code, number });
  const shown = async (who: TestPerson | typeof visitor) => {
    const { posts, answer } = await getTopicPage(ctxFor(who), topic.code, 1);
    const { latest } = await askTogether(testDb().db, { latest: topicSet(ctxFor(who), "latest", null) });
    const [row] = latest.topics.filter(({ code }) => code === topic.code);
    return [...posts.map(({ author }) => author.member), answer?.author.member, row?.starter.member, row?.lastPoster.member];
  };
  expect(await shown(reader)).toEqual([author.ref, helper.ref, helper.ref, author.ref, helper.ref]);
  expect(await shown(visitor)).toEqual([null, null, null, null, null]);
  expect((await listThanks(ctxFor(reader), { topic: topic.code, number }, null)).thanks).toMatchObject([
    { name: "Tess Whitlow", member: author.ref },
  ]);

  const browser = await browserOf(reader);
  for (const path of [`/forum/topics/${topic.code}`, "/forum", `/forum/topics/${topic.code}/posts/${number}/thanks`])
    expect((await browser.get(path)).html).toContain(`<a href="/members/${author.ref}">Tess Whitlow</a>`);
  expect((await aVisitor().get(`/forum/topics/${topic.code}`)).html).not.toContain("/members/");
});

test("one's own page says what others see, and one chooses it on the profile", async () => {
  const member = await aShownMember();
  const browser = await browserOf(member);
  const page = await browser.get(`/members/${member.ref}`);
  expect(page.html).toContain("as other members see it");
  expect((await (await browserOf(await anAccount())).get(`/members/${member.ref}`)).html).not.toContain("as other members see it");
  const profile = { fullName: "Sian Price", displayName: "Sian Price", ...DETAILS, interests: ["Quolls at work"] };
  await browser.post("/account/profile", { ...profile, showOrganisation: "yes" });
  expect(await pageFor(await aMember(), member)).toMatchObject({ jobTitle: null, practice: "Quolltree Surgery", interests: [] });
  expect((await browser.get("/account/profile")).html).toMatch(/name="showOrganisation"[^>]*checked/);
});
