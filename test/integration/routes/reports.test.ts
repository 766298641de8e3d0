import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { forumReports } from "#db/schema/forum/moderation";
import { rateLimits } from "#db/schema/platform";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { REASONS } from "~/features/forum/reports/report.schema";
import { systemCtxFor } from "../../support/context";
import { aForumSite, aTopic, reply, storedPost } from "../../support/forum";
import { anAccount } from "../../support/http";
import { messagesTo } from "../../support/mail";
import { aGroup, aMember, type TestPerson } from "../../support/people";

const { visitor, browserOf, aMemberBrowser } = aForumSite();
const plain = (html: string) => html.replaceAll("<!-- -->", "");
const reportsOf = async (topic: { code: string }, number = 1) =>
  systemCtxFor()
    .db.select()
    .from(forumReports)
    .where(eq(forumReports.postId, (await storedPost(topic, number)).id));
const at = (topic: { code: string }, number = 1) => `/forum/topics/${topic.code}/posts/${number}/report`;
const lookedAt = () => systemCtxFor().db.update(forumReports).set({ decision: "stands", decidedAt: new Date() });
/** The words of the mails of a kind to somebody. */
const mailsTo = async (who: TestPerson, kind: string) =>
  Promise.all(
    (await messagesTo(who))
      .filter((message) => message.kind === kind)
      .map(async (message) => JSON.stringify(await MAIL_KINDS.find(({ name }) => name === kind)!.build(systemCtxFor(), message))),
  );

beforeEach(() => systemCtxFor().db.delete(rateLimits));

test("every reason is reported by somebody without an account; “patient details” is first, and hides the text at once", async () => {
  const author = await aMember();
  const browser = visitor();
  const reasons = Object.keys(REASONS);
  expect(reasons[0]).toBe("patient-details");
  for (const reason of reasons) {
    const topic = await aTopic({ audience: "open", author, body: "A quoggle came in" });
    const form = plain((await browser.get(at(topic))).html);
    expect(form).toContain("You need no account, and we do not ask who you are; so we cannot tell you what is decided.");

    const sent = await browser.post(at(topic), { reason, details: "Look at it" });

    expect([reason, sent.status, sent.location]).toEqual([reason, 303, `${at(topic)}?sent`]);
    const thanks = plain((await browser.get(sent.location!)).html);
    const shown = plain((await browser.get(`/forum/topics/${topic.code}`)).html);
    const hides = reason === "patient-details";
    expect([reason, shown.includes("quoggle"), shown.includes("hidden while a moderator looks at it")]).toEqual([reason, !hides, hides]);
    expect(thanks).toContain("Thank you for telling us");
    expect(thanks).toContain(hides ? "The text is hidden until a moderator has looked." : "A moderator will look at it.");
    expect(await reportsOf(topic)).toMatchObject([{ reason, details: "Look at it", reporterId: null, decision: null }]);
  }
  await lookedAt();
});

test("a form without a reason, with too many words or filled in by a program keeps what was typed and reports nothing", async () => {
  const topic = await aTopic({ audience: "open" });
  const browser = visitor();
  for (const [fields, words] of [
    [{ reason: "", details: "Typed <this>" }, "Choose what is wrong with it"],
    [{ reason: "nonsense", details: "Typed <this>" }, "Choose what is wrong with it"],
    [{ reason: "unkind", details: `Typed <this>${"x".repeat(1000)}` }, "Write 1,000 characters or less"],
    [{ reason: "unkind", details: "Typed <this>", website: "https://spam.example" }, "A field that nobody sees was filled in"],
  ] as const) {
    const { status, html } = await browser.post(at(topic), fields);
    expect([status, html.includes(words), html.includes("Typed &lt;this&gt;")]).toEqual([400, true, true]);
  }
  expect(await reportsOf(topic)).toEqual([]);
});

test("one's own post, a second open report and a removed post are answered with why; a visitor's second report is taken", async () => {
  const author = await anAccount();
  const topic = await aTopic({ audience: "open", author });
  const own = await browserOf(author);
  expect((await own.get(at(topic))).html).toContain("This is your own: you can change or remove it yourself.");
  expect((await own.post(at(topic), { reason: "other" })).html).toContain("This is your own");

  const member = await aMemberBrowser();
  expect((await member.post(at(topic), { reason: "unkind" })).status).toBe(303);
  expect((await member.post(at(topic), { reason: "other" })).html).toContain("You reported this already.");
  const browser = visitor();
  for (const reason of ["other", "other"]) expect((await browser.post(at(topic), { reason })).status).toBe(303);
  // the visitors' second one says nothing new
  expect(await reportsOf(topic)).toHaveLength(2);

  await reply(await aMember(), topic);
  expect((await own.post(`/forum/topics/${topic.code}/posts/1/remove`, {})).status).toBe(303);
  expect((await browser.post(at(topic), { reason: "other" })).html).toContain("This was removed already.");
  await lookedAt();
});

test("B22: a post that one may not read, or that is not there, is not found, and nothing of it is told or stored", async () => {
  await aGroup("report-secrets");
  const author = await aMember({ groups: ["report-secrets"], fullName: "Querida Author" });
  const topics = [await aTopic({ body: "quoggle" }), await aTopic({ author, audience: { groups: ["report-secrets"] }, body: "quoggle" })];
  const member = await aMemberBrowser();
  for (const [browser, topic, number] of [
    [visitor(), topics[0]!, 1],
    [member, topics[1]!, 1],
    [member, topics[0]!, 7],
    [member, { code: "0123456789" }, 1],
  ] as const) {
    const answers = [await browser.get(at(topic, number)), await browser.post(at(topic, number), { reason: "patient-details" })];
    for (const { status, html } of answers) expect([status, /quoggle|Querida/.test(html)]).toEqual([404, false]);
  }
  for (const topic of topics) expect([await reportsOf(topic), (await storedPost(topic, 1)).hiddenAt]).toEqual([[], null]);
});

test("of one network twenty reports are taken in an hour, whoever sends them; somebody who signed in there is counted by themselves", async () => {
  const topic = await aTopic({ audience: "open" });
  const [first, second, member] = [visitor(), visitor(), await aMemberBrowser()];
  const statuses: number[] = [];
  for (let count = 0; count < 22; count += 1)
    statuses.push((await (count % 2 ? first : second).post(at(topic), { reason: "other" })).status);

  expect(statuses.filter((status) => status === 303).length).toBeLessThanOrEqual(20);
  expect(statuses.at(-1)).toBe(429);
  expect((await member.post(at(topic), { reason: "other" })).status).toBe(303);
  await lookedAt();
});

test.each([
  [
    "let stand",
    "stand",
    "A moderator looked at it and let it stand as it is now.",
    "A moderator looked at it and let it stand. Whoever may read the topic can read it.",
  ],
  ["removed", "remove", "It was removed.", null],
] as const)(
  "a report that ends with the post %s is told to the member who sent it, in plain words, and to the author",
  async (_, act, outcome, toAuthor) => {
    const [author, reporter] = [await anAccount(), await anAccount({ fullName: "Rita Reporter" })];
    const topic = await aTopic({ author, body: "A quoggle came in" });
    await reply(await aMember(), topic);
    await (await browserOf(reporter)).post(at(topic), { reason: "patient-details", details: "It says who" });
    expect(await mailsTo(author, "post-hidden-notification")).toMatchObject([expect.stringContaining("you can remove it now")]);

    const account = await anAccount({ roles: ["moderator"] });
    const moderator = await browserOf(account);
    const report = `/admin/forum/reports/${topic.code}/1`;
    expect((await moderator.get("/admin/forum")).html).toContain(`href="${report}"`);
    expect((await moderator.get("/admin")).html).toContain("Reports to look at");
    const { html } = await moderator.get(report);
    expect(plain(html)).toContain("A quoggle came in");
    expect(plain(html)).toContain("It says who");
    // what a thumb finds first shows nobody a patient's details
    expect(html.indexOf(">Remove it<")).toBeLessThan(html.indexOf(">Let it stand<"));
    const looks = await systemCtxFor().db.$count(
      auditEntries,
      and(
        eq(auditEntries.action, "report.opened"),
        eq(auditEntries.actorId, account.personId),
        eq(auditEntries.subjectId, author.personId),
      ),
    );
    expect(looks).toBe(1);
    const seen = /name="seen" value="([^"]+)"/.exec(html)![1]!;
    if (act === "stand") expect((await moderator.post(`${report}/stand`, { seen })).location).toBe("/admin/forum");
    else expect((await moderator.post(`/forum/topics/${topic.code}/posts/1/remove`, { why: "It named a patient" })).status).toBe(303);

    const again = await moderator.post(`${report}/stand`, { seen });
    // the same press twice has the same answer
    if (act === "stand") expect(again.location).toBe("/admin/forum");
    else expect([again.status, again.html.includes("Another moderator decided")]).toEqual([400, true]);
    const told = await mailsTo(reporter, "report-outcome-notification");
    expect(told).toMatchObject([expect.stringContaining(outcome)]);
    expect(told[0]).not.toMatch(/quoggle/);
    const authorTold = await mailsTo(author, "post-looked-at-notification");
    expect(authorTold).toHaveLength(toAuthor ? 1 : 0);
    if (toAuthor) expect(authorTold[0]).toContain(toAuthor);
    expect(JSON.stringify(authorTold)).not.toMatch(/Rita|It says who/);
    expect(plain((await (await browserOf(reporter)).get("/account/notifications")).html)).toContain(`What came of your report: ${outcome}`);
  },
);

test("B26: reports are for moderators who undertook confidentiality, of what they may read, and none decides about their own post", async () => {
  await aGroup("report-leads");
  const author = await aMember({ groups: ["report-leads"] });
  const [open, closed] = [await aTopic({ audience: "open" }), await aTopic({ author, audience: { groups: ["report-leads"] } })];
  await visitor().post(at(open), { reason: "unkind" });
  await (await browserOf(await anAccount({ groups: ["report-leads"] }))).post(at(closed), { reason: "unkind" });
  const pages = [open, closed].map(({ code }) => `/admin/forum/reports/${code}/1`);
  const [member, editor] = [await aMemberBrowser(), await browserOf(await anAccount({ roles: ["editor", "newsletter-sender"] }))];
  const moderator = await browserOf(await anAccount({ roles: ["moderator"] }));
  const unbound = await browserOf(await anAccount({ roles: ["moderator"], hasUndertaken: false }));
  for (const page of pages) {
    expect((await visitor().get(page)).location).toContain("/sign-in?");
    for (const browser of [member, editor]) {
      expect((await browser.get(page)).status).toBe(403);
      expect((await browser.post(`${page}/stand`, { seen: "0-0" })).status).toBe(403);
    }
    expect((await unbound.get(page)).location).toContain("/account/undertaking");
    expect((await unbound.post(`${page}/stand`, { seen: "0-0" })).location).toContain("/account/undertaking");
  }
  expect([(await moderator.get(pages[0]!)).status, (await moderator.get(pages[1]!)).status]).toEqual([200, 404]);
  expect((await moderator.post(`${pages[1]}/stand`, { seen: "0-0" })).status).toBe(404);
  expect((await moderator.get("/admin/forum")).html).not.toContain(closed.code);

  const own = await anAccount({ roles: ["moderator"] });
  const theirs = await aTopic({ author: own, audience: "open" });
  await visitor().post(at(theirs), { reason: "unkind" });
  const browser = await browserOf(own);
  expect((await browser.get(`/admin/forum/reports/${theirs.code}/1`)).html).toContain("This is your own post: another moderator decides.");
  expect((await browser.post(`/admin/forum/reports/${theirs.code}/1/stand`, { seen: "0-0" })).status).toBe(403);
  expect(await reportsOf(theirs)).toMatchObject([{ decision: null }]);
});

test("hidden and earlier words of others are for moderators who undertook confidentiality, and each look is written down", async () => {
  const author = await anAccount();
  const topic = await aTopic({ audience: "open", author, title: "A quoggle came in", body: "A quoggle came in" });
  await visitor().post(at(topic), { reason: "patient-details" });
  const post = `/forum/topics/${topic.code}/posts/1`;
  const pages = [`${post}/edit`, `${post}/remove`, `${post}/history`, `/forum/topics/${topic.code}/title`];
  const moderator = await browserOf(await anAccount({ roles: ["moderator"] }));
  const unbound = await browserOf(await anAccount({ roles: ["moderator"], hasUndertaken: false }));
  const writer = await browserOf(author);
  const looks = async () =>
    systemCtxFor().db.$count(auditEntries, and(eq(auditEntries.action, "post.looked-at"), eq(auditEntries.subjectId, author.personId)));
  for (const [index, path] of pages.entries()) {
    expect((await unbound.get(path)).location).toContain("/account/undertaking");
    expect((await writer.get(path)).html).toContain("quoggle");
    expect([path, await looks()]).toEqual([path, index]);
    expect((await moderator.get(path)).html).toContain("quoggle");
    expect([path, await looks()]).toEqual([path, index + 1]);
  }
  const sent = { title: "Another title", body: "Another text", why: "Rude", basedOn: new Date().toISOString() };
  for (const path of [pages[0]!, pages[3]!]) expect((await unbound.post(path, sent)).location).toContain("/account/undertaking");
  await lookedAt();
});
