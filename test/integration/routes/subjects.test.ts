import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { interests } from "#db/schema/people";
import { changeTag } from "~/features/forum/tags/arrange-tags.server";
import { chooseSubject } from "~/features/newsletters/choose-subject.server";
import { getDetails } from "~/features/people/save-details.server";
import { getSubject } from "~/features/search/subject.queries.server";
import { ForbiddenError } from "~/lib/errors";
import { aPage } from "../../support/content";
import { ctxFor, ownerDb, systemCtxFor, testDb } from "../../support/context";
import { aCategory, aTag, aTopic, tagged } from "../../support/forum";
import { anAccount, aSite, enter, type Site } from "../../support/http";
import { aNewsletter, anEndedIssue } from "../../support/newsletters";
import { aMember } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const visitor = () => ctxFor({ kind: "visitor" as const });

test("a subject that is off the list, or never was, has no page", async () => {
  await testDb().db.update(interests).set({ endedAt: new Date() }).where(eq(interests.slug, "complaints"));
  for (const slug of ["complaints", "nothing"]) expect((await site.browser().get(`/subjects/${slug}`)).status).toBe(404);
  expect((await site.browser().get("/subjects")).html).not.toContain('href="/subjects/complaints"');
});

test("the page of a subject has its pages, topics and issues, each for who may read it", async () => {
  const open = await aPage({ title: "Open premises", interests: ["Premises"] });
  const article = await aPage({ path: "news/premises", title: "Premises news", interests: ["Premises"] });
  const closed = await aPage({ title: "Members premises", interests: ["Premises"], audience: "members" });
  await aPage({ title: "About something else", interests: ["Finance"] });
  const tag = await aTag();
  await changeTag(systemCtxFor(), tag, { name: "Leaks", description: "", merge: false, interest: "Premises" });
  const shown = await aTopic({ category: await aCategory({ audience: "open" }), title: "The leak in the open room" });
  const hidden = await aTopic({ category: await aCategory({ audience: "members" }), title: "The leak in the staff room" });
  for (const topic of [shown, hidden]) await tagged(topic, tag);
  const [openLetter, membersLetter] = [await aNewsletter({ audience: "open" }), await aNewsletter({ audience: "open" })];
  const issues = [await anEndedIssue(openLetter), await anEndedIssue(membersLetter)];
  await ownerDb().sql`update scopes set audience = 'members' where id = (select scope_id from lists where slug = ${membersLetter.slug})`;
  for (const { slug } of [openLetter, membersLetter]) await chooseSubject(systemCtxFor(), { slug, interest: "Premises" });

  const of = async (ctx = visitor()) => {
    const { pages, topics, tags, issues } = await getSubject(ctx, "premises", null);
    return { pages: pages.map(({ path }) => path), topics: topics.map(({ code }) => code), tags, issues: issues.map(({ slug }) => slug) };
  };
  expect(await of()).toEqual({
    pages: [article, open],
    topics: [shown.code],
    tags: [{ slug: tag, name: "Leaks" }],
    issues: [issues[0]!.slug],
  });
  const members = await of(ctxFor(await aMember()));
  expect(members.pages).toEqual([closed, article, open]);
  expect(new Set(members.topics)).toEqual(new Set([shown.code, hidden.code]));
  expect(members.issues).toHaveLength(2);

  const { html } = await site.browser().get("/subjects/premises");
  for (const href of [`/${open}`, `/${article}`, `/forum/tags/${tag}`, `/newsletters/${openLetter.slug}/${issues[0]!.slug}`])
    expect(html).toContain(`href="${href}"`);
  for (const words of ["Members premises", "The leak in the staff room", membersLetter.slug]) expect(html).not.toContain(words);
  expect((await site.browser().get(`/${open}`)).html).toContain('href="/subjects/premises"');
});

test("a long list goes on by its last row, and shows each page once", async () => {
  const paths: string[] = [];
  for (let number = 0; number < 23; number++) paths.unshift(await aPage({ title: `Part ${number}`, interests: ["Training"] }));
  const first = await getSubject(visitor(), "training", null);
  const second = await getSubject(visitor(), "training", first.next);
  expect([...first.pages, ...second.pages].map(({ path }) => path)).toEqual(paths);
  expect([first.pages.length, second.next]).toEqual([20, null]);
  const { html } = await site.browser().get(`/subjects/training?${new URLSearchParams({ after: first.next! })}`);
  expect(html).toContain(`href="/${paths.at(-1)}"`);
});

test("who follows a subject has it among their interests, and who stops has it no more; the others stay", async () => {
  const { email, personId } = await anAccount();
  const browser = site.browser();
  expect((await site.browser().get("/subjects/finance")).html).not.toContain("/subjects/finance/follow");
  expect((await browser.post("/subjects/finance/follow", {})).location).toContain("/sign-in");
  await enter(browser, email);
  const chosen = async () => (await getDetails(systemCtxFor(), personId)).interests;

  for (const slug of ["staffing", "finance", "finance"]) await browser.post(`/subjects/${slug}/follow`, {});
  expect(await chosen()).toEqual(["Finance", "Staffing"]);
  expect((await browser.get("/account")).html).toContain('href="/subjects/finance"');
  const { html } = await browser.get("/subjects/finance");
  expect(html).toContain("/subjects/finance/unfollow");
  expect(html).toContain('href="/account/profile#interests"');
  await browser.post("/subjects/finance/unfollow", {});
  expect(await chosen()).toEqual(["Staffing"]);
  expect((await browser.post("/subjects/nothing/follow", {})).status).toBe(404);
});

test("only who may change a tag or a newsletter says what it is about, and only from the list", async () => {
  const [tag, { slug }] = [await aTag(), await aNewsletter({ audience: "open" })];
  const member = ctxFor(await aMember());
  await expect(changeTag(member, tag, { name: "Mine", description: "", merge: false, interest: "Finance" })).rejects.toThrow(
    ForbiddenError,
  );
  await expect(chooseSubject(member, { slug, interest: "Finance" })).rejects.toThrow(ForbiddenError);
  const unknown = { ok: false, reason: "unknown-interest" };
  expect(await changeTag(systemCtxFor(), tag, { name: "Mine", description: "", merge: false, interest: "Nothing" })).toEqual(unknown);
  expect(await chooseSubject(systemCtxFor(), { slug, interest: "Nothing" })).toEqual(unknown);
});
