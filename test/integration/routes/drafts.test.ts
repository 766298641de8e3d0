import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, test } from "vitest";
import { contentPages } from "#db/schema/content";
import { drafts } from "#db/schema/drafts";
import { forumPosts } from "#db/schema/forum/posts";
import { forumTopics } from "#db/schema/forum/topics";
import { grants } from "#db/schema/permissions";
import { movePage } from "~/features/content/pages/move-page.server";
import { DRAFT_DAYS, LONGEST_DRAFT, MOST_DRAFTS } from "~/features/drafts/draft.policy";
import { findDraft, listMyDrafts } from "~/features/drafts/drafts.queries.server";
import { expireDrafts } from "~/features/drafts/expire-drafts.server";
import { closeDraft, saveDraft } from "~/features/drafts/save-draft.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { erase } from "~/features/privacy/carry-out-erasures.server";
import { freezePerson } from "~/features/privacy/freeze-person.server";
import { DAY, later } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { aDraft, storedPage } from "../../support/content";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { anEnquiry, anEnquiryOf } from "../../support/enquiries";
import { formsOf } from "../../support/forms";
import { aCategory, aPageToComment, aTopic, countPosts, reply } from "../../support/forum";
import { anAccount, aSite, type Browser, enter, type Site, signIn } from "../../support/http";
import { aNewsletter } from "../../support/newsletters";
import { aMember } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

async function writer(roles: NonNullable<Parameters<typeof anAccount>[0]>["roles"] = []) {
  const person = await anAccount({ roles });
  const browser = site.browser();
  await enter(browser, person.email);
  return { person, browser };
}

test("a draft of changes to a post comes back with the text that it was based on, and is gone once they are saved", async () => {
  const { person, browser } = await writer();
  const topic = await aTopic();
  const number = await reply(person, topic);
  const path = `/forum/topics/${topic.code}/posts/${number}/edit`;
  const opened = await formOn(browser, path, path);
  await browser.post(`/drafts/typing${path}`, { ...opened, body: "Half changed" });
  expect((await browser.get("/account/drafts")).html).toContain("Changes to a post");
  await browser.post(path, { ...opened, submissionId: uuidv7(), body: "Changed elsewhere" });

  const found = await formOn(browser, path, path);
  expect(found).toEqual({ ...opened, body: "Half changed" });
  const refused = await browser.post(path, found);
  expect(refused.status).toBe(409);
  expect(await openDrafts(person.personId)).toHaveLength(1);
  const [form] = formsOf(refused.html).filter(({ action }) => action === path);
  expect((await browser.post(path, Object.fromEntries(form!.fields.map(({ name, value }) => [name, value])))).status).toBe(303);
  expect(await openDrafts(person.personId)).toEqual([]);
});

test("a draft of a page or an issue that was refused once is gone when the form it came back in is saved", async () => {
  const { person, browser } = await writer(["editor", "newsletter-sender"]);
  const letter = await aNewsletter();
  const page = `/admin/content/${(await aDraft()).code}/edit`;
  const made = await browser.post(`/admin/newsletters/${letter.slug}/new`, { subject: "One", body: "Two" });
  for (const [path, named] of [
    [page, "title"],
    [`${made.location}/edit`, "subject"],
  ] as const) {
    const typed = { ...(await formOn(browser, path, path)), body: "Half changed", [named]: " " };
    await browser.post(`/drafts${path}`, typed);
    const refused = await browser.post(path, typed);
    const [form] = formsOf(refused.html).filter(({ action }) => action === path);
    const held = Object.fromEntries(form!.fields.map(({ name, value }) => [name, value]));
    expect((await browser.post(path, { ...held, [named]: "Mended" })).status).toBe(303);
    expect(await openDrafts(person.personId)).toEqual([]);
  }
});

test("where a draft is saved whose form has gone, the next page says where it is", async () => {
  const { browser } = await writer();
  const topic = await aTopic();
  const action = `/forum/topics/${topic.code}/replies`;
  const opened = { ...(await formOn(browser, `/forum/topics/${topic.code}`, action)), body: "Half a thought" };
  await lockTopic(ctxFor(await aMember({ roles: ["moderator"] })), topic.code);
  for (const path of [action, action.replace(topic.code, "0000000000")]) {
    const saved = await browser.post(`/drafts${path}`, opened);
    let page = await browser.get(saved.location!.split("#")[0]!);
    if (page.location) page = await browser.get(page.location.split("#")[0]!);
    expect(page.html).toMatch(/Draft saved .*under “Drafts” in your account/);
  }
});

test("where a text may identify a patient, its draft goes at once, and none is kept while its writer is asked", async () => {
  const { person, browser } = await writer();
  const topic = await aTopic();
  const [page, action] = [`/forum/topics/${topic.code}`, `/forum/topics/${topic.code}/replies`];
  const opened = await formOn(browser, page, action);
  const typed: Record<string, string> = { ...opened, body: "Her NHS number is 943 476 5919" };
  await browser.post(`/drafts/typing${action}`, typed);

  const asked = await browser.post(action, typed);
  expect([asked.status, asked.html.includes("keep-draft")]).toEqual([400, false]);
  expect((await browser.post(`/drafts/typing${action}`, typed)).status).toBe(409);
  expect(await openDrafts(person.personId)).toEqual([]);
  const [form] = formsOf(asked.html).filter((each) => each.action === action);
  const held = Object.fromEntries(form!.fields.map(({ name, value }) => [name, value]));
  expect(held.submissionId).not.toBe(typed.submissionId);
  expect((await browser.post(action, { ...held, body: "Her number is with me", vouch: "" })).status).toBe(303);
});

test("nor where the form comes back for another reason before its writer has answered, or waited while they signed in again", async () => {
  const { person, browser } = await writer();
  const action = `/forum/${await aCategory()}/new`;
  const fieldsIn = (html: string) => {
    const [form] = formsOf(html).filter((each) => each.action === action);
    return Object.fromEntries(form!.fields.filter(({ isChosen }) => isChosen).map(({ name, value }) => [name, value]));
  };
  const typed = { ...(await formOn(browser, action, action)), title: "A title", body: "Her NHS number is 943 476 5919" };
  let asked = await browser.post(action, typed);
  expect(asked.html).toContain("Could this identify a patient?");
  for (const title of ["", "", "A title", ""]) {
    asked = await browser.post(action, { ...fieldsIn(asked.html), title });
    expect([asked.status, asked.html.includes("Could this identify"), asked.html.includes("keep-draft")]).toEqual([
      400,
      title !== "",
      false,
    ]);
  }
  const held = fieldsIn(asked.html);
  browser.cookies.clear();
  await browser.post(action, { ...held, title: "A title" });
  await signIn(browser, person.email);
  const back = await browser.get(action);
  expect([back.html.includes("943 476 5919"), back.html.includes("keep-draft")]).toEqual([true, false]);
  expect((await browser.post(action, { ...fieldsIn(back.html), body: "Her number is with me" })).status).toBe(303);
  expect((await browser.get(action)).html).toContain("keep-draft");
});

test("what another window keeps of the same form goes as well", async () => {
  const { person, browser } = await writer();
  const action = `/forum/topics/${(await aTopic()).code}/replies`;
  const typed = { ...(await formOn(browser, action.replace("/replies", ""), action)), body: "Her NHS number is 943 476 5919" };
  const second = { ...typed, submissionId: uuidv7() };
  await browser.post(`/drafts/typing${action}`, second);

  expect((await browser.post(action, typed)).status).toBe(400);
  expect(await openDrafts(person.personId)).toEqual([]);
  for (const late of [typed, second]) expect((await browser.post(`/drafts/typing${action}`, late)).status).toBe(409);
});

test("what a colleague began to write to somebody goes with the enquiry when they are erased", async () => {
  const { person, browser } = await writer(["contacts-officer"]);
  const asker = await aMember();
  const [theirs, other] = [await anEnquiryOf(asker), await anEnquiryOf(await aMember())];
  for (const { code } of [theirs, other]) {
    const action = `/admin/enquiries/${code}/reply`;
    const opened = await formOn(browser, `/admin/enquiries/${code}`, action);
    await browser.post(`/drafts/typing${action}`, { ...opened, body: "Dear Jo" });
  }
  const frozen = await freezePerson(systemCtxFor(), asker.personId, "delete");
  if (!frozen.ok) throw new Error(frozen.reason);
  await erase(systemCtxFor(), frozen.erasureId);
  expect((await openDrafts(person.personId)).map(({ path }) => path)).toEqual([`/admin/enquiries/${other.code}/reply`]);
});

/** What would be sent from the form of an address, on the page that shows it. */
async function formOn(browser: Browser, page: string, action: string): Promise<Record<string, string>> {
  const answer = await browser.get(page);
  const form = formsOf((answer.location ? await browser.get(answer.location.split("#")[0]!) : answer).html).find(
    (each) => each.action === action,
  )!;
  return Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
}

const openDrafts = (personId: string) =>
  testDb()
    .db.select({ path: drafts.path, values: drafts.values })
    .from(drafts)
    .where(and(eq(drafts.personId, personId), isNull(drafts.closedAt)));

test("a draft is found on another device, shown with its preview, listed, and gone once it is sent", async () => {
  const { person, browser } = await writer();
  const topic = await aTopic();
  const [page, action] = [`/forum/topics/${topic.code}`, `/forum/topics/${topic.code}/replies`];
  const opened = await formOn(browser, page, action);
  const said = await browser.post(`/drafts/typing${action}`, { ...opened, body: "Half a **thought**" });
  expect(said.html).toMatch(/Draft saved \d{1,2}(:\d\d)?[ap]m|mid(day|night)/);

  const other = site.browser();
  await enter(other, person.email);
  const found = await formOn(other, page, action);
  expect(found).toEqual({ ...opened, body: "Half a **thought**" });
  expect((await other.get(page)).html.replace(/^[\s\S]*pn-live/, "")).toContain("Half a <strong>thought</strong>");
  expect((await other.get("/account/drafts")).html).toContain("Half a **thought**");

  expect((await other.post(action, { ...found, body: "A whole thought" })).status).toBe(303);
  expect(await openDrafts(person.personId)).toEqual([]);
  expect((await other.get("/account/drafts")).html).toContain("No drafts");

  const late = await browser.post(`/drafts/typing${action}`, { ...opened, body: "Half a **thought**, late" });
  expect([late.status, late.html]).toEqual([409, expect.stringContaining("Not saved")]);
  expect(await openDrafts(person.personId)).toEqual([]);
});

test("without script its button saves it and leads back to the form; discarding it brings nothing back", async () => {
  const { person, browser } = await writer();
  const action = `/forum/${await aCategory()}/new`;
  const opened = await formOn(browser, action, action);
  const saved = await browser.post(`/drafts${action}`, { ...opened, title: "Rotas", body: "So far" });
  expect(saved.location).toBe(action);
  const shown = await browser.get(action);
  expect(shown.html).toContain("Draft saved");
  expect(shown.html).toContain("Discard this draft");

  const [draft] = await listMyDrafts(ctxFor(person));
  const gone = await browser.post(`/account/drafts/discard?next=${encodeURIComponent(action)}`, { ...opened, draft: draft!.id });
  expect(gone.location).toBe(action);
  expect((await browser.post(`/drafts/typing${action}`, { ...opened, title: "Rotas" })).status).toBe(409);
  expect(await openDrafts(person.personId)).toEqual([]);
});

test("every form that people write in keeps its draft, and closes it when it is sent", async () => {
  const { person, browser } = await writer(["editor", "newsletter-sender", "contacts-officer"]);
  const page = await aPageToComment();
  const enquiry = await anEnquiry();
  const texts = { title: "A title", subject: "A subject", summary: "A summary", body: "A body", note: "A note", audience: "open" };
  const places = [
    [`/forum/topics/${(await aTopic()).code}`, `/forum/topics/${(await aTopic()).code}/replies`],
    [`/${page.path}`, `/comments/${page.path}`],
    [`/admin/enquiries/${enquiry.code}`, `/admin/enquiries/${enquiry.code}/note`],
    [`/admin/enquiries/${enquiry.code}`, `/admin/enquiries/${enquiry.code}/reply`],
    ["/admin/content/new", "/admin/content/new"],
  ] as const;
  for (const [at, action] of places) {
    const path = action.replace("?", "");
    const shownAt = at.startsWith("/forum") ? path.replace("/replies", "") : at;
    const opened = await formOn(browser, shownAt, action);
    const typed = { ...opened, ...Object.fromEntries(Object.entries(texts).filter(([name]) => name in opened)) };
    for (const words of ["Half of it", "A note"])
      await browser.post(`/drafts/typing${path}`, { ...typed, ...("note" in typed ? { note: words } : {}) });
    expect(await findDraft(ctxFor(person), path), path).not.toBeNull();
    const found = await formOn(browser, shownAt, action);
    expect({ ...found, audience: "" }, path).toMatchObject({ ...typed, audience: "" });

    expect({ path, status: (await browser.post(action, found)).status }).toEqual({ path, status: 303 });
    expect(await findDraft(ctxFor(person), path), path).toBeNull();
  }
});

test("a page, an article and a page below another are begun apart: each draft goes on where it was begun", async () => {
  const { person, browser } = await writer(["editor"]);
  const above = await aDraft();
  const below = `/admin/content/${above.code}`;
  const begun: [from: string, to: string][] = [];
  for (const [list, words] of [
    ["/admin/content", "New page"],
    ["/admin/content?section=news", "New article"],
    [below, "New page below"],
  ] as const) {
    const [, at = ""] = new RegExp(`href="([^"]*)"[^>]*>\\s*${words}\\s*<`).exec((await browser.get(list)).html) ?? [];
    const action = formsOf((await browser.get(at)).html).find(({ fields }) => fields.some(({ name }) => name === "slug"))!.action;
    const opened = await formOn(browser, at, action);
    await browser.post(`/drafts${action.split("?")[0]}`, { ...opened, title: `${words} draft`, summary: "It is", body: "A body" });
    begun.push([at, `${words} draft`]);
  }
  const listed = (await listMyDrafts(ctxFor(person))).reverse();
  expect(listed.map(({ kind }) => kind)).toEqual(["New page", "New article", "New page"]);
  const paths = ["new-page-draft", "news/new-article-draft", `${above.path}/new-page-below-draft`];
  for (const [index, [at, title]] of begun.entries()) {
    const found = await formOn(browser, listed[index]!.path, at);
    expect(found.title).toBe(title);
    const refused = await browser.post(at, { ...found, summary: "" });
    const back = formsOf(refused.html).find(({ action }) => action === at)!;
    const held = Object.fromEntries(back.fields.filter(({ isChosen }) => isChosen).map(({ name, value }) => [name, value]));
    const saved = await browser.post(back.action, { ...held, summary: "It is", audience: "members" });
    expect(saved.location).toBe(`/admin/content/${(await storedPage(paths[index]!)).code}`);
  }
  expect(await openDrafts(person.personId)).toEqual([]);
});

test("a form that shows what was sent and came back says that it is unsaved; a new one, and the one beside it, do not", async () => {
  const { browser } = await writer(["contacts-officer"]);
  const { code } = await anEnquiry();
  const unsaved = ({ html }: { html: string }) =>
    [...html.matchAll(/data-address="\/drafts\/typing([^"]*)"( data-unsaved="")?/g)].map(([, path, mark]) => [path, Boolean(mark)]);
  const [reply, note] = ["reply", "note"].map((act) => `/admin/enquiries/${code}/${act}`);
  const page = await browser.get(`/admin/enquiries/${code}`);
  expect(Object.fromEntries(unsaved(page))).toEqual({ [reply!]: false, [note!]: false });
  const refused = await browser.post(note!, { submissionId: uuidv7(), note: "" });
  expect([refused.status, Object.fromEntries(unsaved(refused))[note!]]).toEqual([400, true]);
  expect(Object.fromEntries(unsaved(refused))[reply!] ?? false).toBe(false);

  const topic = await aTopic();
  const action = `/forum/topics/${topic.code}/replies`;
  const once = { submissionId: uuidv7(), body: "First" };
  await browser.post(action, once);
  const again = await browser.post(action, { ...once, body: "Second" });
  expect([again.status, unsaved(again)]).toEqual([409, [[action, true]]]);
});

test("a draft is nobody else's: not on their page, not in their list, not to discard", async () => {
  const { person, browser } = await writer();
  const other = await writer();
  const topic = await aTopic();
  const action = `/forum/topics/${topic.code}/replies`;
  const id = uuidv7();
  await browser.post(`/drafts/typing${action}`, { submissionId: id, body: "Mine alone" });

  for (const path of [`/forum/topics/${topic.code}`, "/account/drafts", "/account"])
    expect((await other.browser.get(path)).html).not.toContain("Mine alone");
  expect((await other.browser.post("/account/drafts/discard", { draft: id })).status).toBe(404);
  expect(await openDrafts(person.personId)).toHaveLength(1);
  const visitor = await site.browser().post(`/drafts/typing${action}`, { submissionId: id, body: "x" });
  expect(visitor.location).toContain("/sign-in?");
});

test("whoever may not open the place any more sees their own text in the list, and nothing of the place", async () => {
  const person = await anAccount({ groups: ["pcn-leads"] });
  const browser = site.browser();
  await enter(browser, person.email);
  const topic = await aTopic({
    audience: { groups: ["pcn-leads"] },
    author: await aMember({ groups: ["pcn-leads"] }),
    title: "A restricted question",
  });
  const path = `/forum/topics/${topic.code}`;
  await browser.post(`/drafts/typing${path}/replies`, { submissionId: uuidv7(), body: "My own words" });
  expect((await browser.get(path)).html).toContain("My own words");

  await testDb()
    .db.delete(grants)
    .where(and(eq(grants.personId, person.personId), isNotNull(grants.groupId)));
  const { html } = await browser.get("/account/drafts");
  expect(html).toContain("My own words");
  expect(html).not.toContain("A restricted question");
  expect((await browser.get(path)).status).toBe(404);
});

test("a draft that was kept on the page of a conflict meets it again when it is opened anew", async () => {
  const { browser, person } = await writer(["editor", "newsletter-sender"]);
  const { code } = await aTopic({ author: person });
  const letter = await aNewsletter();
  const issue = await browser.post(`/admin/newsletters/${letter.slug}/new`, { subject: "One", preheader: "", body: "First text" });
  for (const [path, texts] of [
    [`/admin/content/${(await aDraft()).code}/edit`, { title: "A title", summary: "It is", teaser: "" }],
    [`${issue.location!.split("#")[0]}/edit`, { subject: "One", preheader: "" }],
    [`/forum/topics/${code}/posts/1/edit`, {}],
  ] as const) {
    const opened = await formOn(browser, path, path);
    await browser.post(path, { ...opened, ...texts, submissionId: uuidv7(), body: "A colleague's text" });
    const met = await browser.post(path, { ...opened, ...texts, body: "My text" });
    const form = formsOf(met.html).find(({ action }) => action === path)!;
    const shown = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
    await browser.post(`/drafts/typing${path}`, shown);

    const again = await browser.post(path, await formOn(browser, path, path));
    expect([path, met.status, again.status, again.html.includes("colleague")]).toEqual([path, 409, 409, true]);
    expect((await browser.post(path, shown)).status).toBe(303);
  }
});

test("a comment goes along with a page that is moved: its draft, and what is sent from a window that was open", async () => {
  const { person, browser } = await writer();
  const { path } = await aPageToComment();
  await browser.post(`/drafts/typing/comments/${path}`, { submissionId: uuidv7(), body: "Begun before it moved" });
  const to = `moved-${uuidv7().slice(-12)}`;
  const moved = await movePage(ctxFor(await aMember({ roles: ["editor"] })), { code: (await storedPageAt(path)).code, to });
  expect(moved.ok).toBe(true);

  const [draft] = await listMyDrafts(ctxFor(person));
  expect(draft!.path).toBe(`/comments/${to}`);
  expect((await browser.get(`/${to}`)).html).toContain("Begun before it moved");
  const sent = await browser.post(`/comments/${path}`, { submissionId: uuidv7(), body: "Sent from an old window" });
  expect([sent.status, sent.location!.startsWith(`/${to}`)]).toEqual([303, true]);
});

const storedPageAt = async (path: string) => (await testDb().db.select().from(contentPages).where(eq(contentPages.path, path)))[0]!;

test("whose role has ended sees no draft of what its staff alone read, until they have it again", async () => {
  const { person, browser } = await writer(["editor", "newsletter-sender"]);
  const page = `/admin/content/${(await aDraft()).code}/edit`;
  await browser.post(`/drafts/typing${page}`, { ...(await formOn(browser, page, page)), body: "Before anybody may read it" });
  expect((await browser.get("/account/drafts")).html).toContain("Before anybody may read it");

  await revokeGrant(systemCtxFor(), { personId: person.personId, role: "editor" });
  expect((await browser.get("/account/drafts")).html).not.toContain("Before anybody may read it");
});

test("of a hidden post that somebody else wrote, the form keeps no draft", async () => {
  const { browser } = await writer(["moderator"]);
  const author = await writer();
  const topic = await aTopic();
  const path = `/forum/topics/${topic.code}/posts/${await reply(author.person, topic)}/edit`;
  const keeps = async (at: Browser) => (await at.get(path)).html.includes('data-island="keep-draft"');
  expect([await keeps(browser), await keeps(author.browser)]).toEqual([true, true]);

  await testDb().db.update(forumPosts).set({ hiddenAt: new Date() }).where(eq(forumPosts.authorId, author.person.personId));
  expect(await keeps(browser)).toBe(false);
});

describe("rules of drafts", () => {
  const path = "/forum/tea-room/new";
  const draft = (more: Partial<Parameters<typeof saveDraft>[1]> = {}) => ({ path, id: uuidv7(), values: { body: "So far" }, ...more });

  test("of two windows the latest wins", async () => {
    const ctx = ctxFor(await aMember());
    await saveDraft(ctx, draft({ values: { body: "one" } }));
    await saveDraft(ctx, draft({ values: { body: "two" } }));
    expect((await listMyDrafts(ctx)).map(({ text }) => text)).toEqual(["two"]);
  });

  test("a window that is emptied takes away its own text, not the other’s", async () => {
    const ctx = ctxFor(await aMember());
    const [first, second] = [draft({ values: { body: "one" } }), draft({ values: { body: "" } })];
    await saveDraft(ctx, first);
    expect(await saveDraft(ctx, second)).toEqual({ ok: true, savedAt: null });
    expect((await listMyDrafts(ctx)).map(({ text }) => text)).toEqual(["one"]);
    await saveDraft(ctx, { ...first, values: { body: "" } });
    expect(await listMyDrafts(ctx)).toEqual([]);
  });

  test("sending and a save at the same moment leave no draft, whichever is first", async () => {
    const ctx = ctxFor(await aMember());
    for (let round = 0; round < 5; round++) {
      const mine = draft();
      await Promise.all([inTransaction(ctx, (ctx) => closeDraft(ctx, mine.id)), saveDraft(ctx, mine)]);
      expect(await listMyDrafts(ctx)).toEqual([]);
    }
  });

  test("an emptied form keeps none, one too long or one too many is refused, and other forms keep none", async () => {
    const ctx = ctxFor(await aMember());
    const mine = draft();
    await saveDraft(ctx, mine);
    expect(await saveDraft(ctx, { ...mine, values: { body: " " } })).toEqual({ ok: true, savedAt: null });
    expect(await listMyDrafts(ctx)).toEqual([]);
    expect(await saveDraft(ctx, draft({ values: { body: "x".repeat(LONGEST_DRAFT + 1) } }))).toEqual({ ok: false, reason: "too-long" });
    for (let number = 0; number < MOST_DRAFTS; number++) await saveDraft(ctx, draft({ path: `/comments/page-${number}` }));
    expect(await saveDraft(ctx, draft())).toEqual({ ok: false, reason: "too-many" });
    await expect(saveDraft(ctx, draft({ path: "/account/password" }))).rejects.toThrow("form");
  });

  test("what was not touched for 30 days is not shown, and is deleted; the mark of a closed one goes after a day", async () => {
    const person = await aMember();
    const ctx = ctxFor(person);
    await saveDraft(ctx, draft());
    await closeDraft(ctx, uuidv7());
    const rows = () => testDb().db.select({ id: drafts.id }).from(drafts).where(eq(drafts.personId, person.personId));
    await expireDrafts(systemCtxFor());
    expect(await rows()).toHaveLength(2);
    await expireDrafts(systemCtxFor(later(new Date(), 2 * DAY)));
    expect(await rows()).toHaveLength(1);
    const month = later(new Date(), DRAFT_DAYS * DAY + 1000);
    expect(await listMyDrafts({ ...ctx, now: month })).toEqual([]);
    await expireDrafts(systemCtxFor(month));
    expect(await rows()).toEqual([]);
  });
});

describe("the same form sent twice with another text is answered with both, and makes something new when it is sent again", () => {
  test.each(["reply", "comment", "topic", "enquiry reply", "note"] as const)("%s", async (kind) => {
    const { browser } = await writer(["contacts-officer"]);
    const topic = await aTopic();
    const page = await aPageToComment();
    const { code } = await anEnquiry();
    const action = {
      reply: `/forum/topics/${topic.code}/replies`,
      comment: `/comments/${page.path}`,
      topic: `/forum/${await aCategory()}/new`,
      "enquiry reply": `/admin/enquiries/${code}/reply`,
      note: `/admin/enquiries/${code}/note`,
    }[kind];
    const form = { submissionId: uuidv7(), title: "The same title", last: "1" };
    const field = kind === "note" ? "note" : "body";
    const first = await browser.post(action, { ...form, [field]: "What I meant first" });
    expect(first.status).toBe(303);
    expect((await browser.post(action, { ...form, [field]: "What I meant first" })).status).toBe(303);

    const second = await browser.post(action, { ...form, [field]: "What I mean now" });
    expect(second.status).toBe(409);
    expect(second.html).toContain("What I meant first");
    const again = formsOf(second.html).find((each) => each.action === action)!;
    const values = Object.fromEntries(again.fields.map(({ name, value }) => [name, value]));
    expect(values[field]).toBe("What I mean now");
    expect(values.submissionId).not.toBe(form.submissionId);
    const third = await browser.post(action, values);
    expect(third.status).toBe(303);
    expect(third.location === first.location && kind !== "enquiry reply" && kind !== "note").toBe(false);
    if (kind === "reply") expect(await countPosts(topic)).toBe(3);
    if (kind === "topic")
      expect((await testDb().db.select().from(forumTopics).where(eq(forumTopics.title, "The same title"))).length).toBeGreaterThan(1);
  });
});
