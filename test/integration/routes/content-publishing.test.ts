import { beforeAll, expect, test } from "vitest";
import { carryOutPlans } from "~/features/content/publishing/carry-out-plans.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { DAY, later, londonDate } from "~/lib/dates";
import { aDraft, aPage, storedPage } from "../../support/content";
import { systemCtxFor } from "../../support/context";
import { aPicture } from "../../support/files";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import type { TestPerson } from "../../support/people";

let site: Site;
let writer: TestPerson;
let amara: Browser;
let edna: Browser;

beforeAll(async () => {
  site = await aSite();
  await aPage({ path: "guidance", title: "Guidance" });
  const account = await anAccount({ roles: ["editor"], displayName: "Amara" });
  writer = account;
  amara = await signedIn(account);
  edna = await signedIn(await anAccount({ roles: ["editor"], displayName: "Edna" }));
});

async function signedIn({ email }: { email: string }): Promise<Browser> {
  const browser = site.browser();
  await enter(browser, email);
  return browser;
}

/** A visitor's page has the site look for what changed, the settings too. */
const seesSettings = () => site.browser().get("/news");

const text = { title: "Contracts", summary: "What they are.", body: "## Core\n\nThe **core** contract.", teaser: "" };

/** A day, as it is typed. */
function typed(at: Date, time: string) {
  const [onYear, onMonth, onDay] = londonDate(at).split("-") as [string, string, string];
  return { onDay, onMonth, onYear, time };
}

test("a draft is scheduled, said on its page and in the list, changed by a later save not at all, and cancelled", async () => {
  const { code } = await aDraft({ title: "Comes by itself" });
  const at = `/admin/content/${code}`;
  const day = later(new Date(), 7 * DAY);
  expect((await amara.get(at)).html).toContain(`href="${at}/schedule/publish"`);
  const done = await amara.post(`${at}/schedule/publish`, { ...typed(day, "9am"), version: "1" });
  expect(done.location).toBe(at);
  const when = /Goes out ([A-Z][a-z]+day \d+ [A-Z][a-z]+, 9am)/;
  const { html } = await amara.get(at);
  const [, words] = when.exec(html)!;
  expect(html).toContain(`${words}, scheduled by Amara`);
  expect((await amara.get("/admin/content?state=scheduled")).html).toContain(`Goes out ${words}`);

  const saved = await edna.post(`${at}/edit`, { ...text, version: "1" });
  const after = (await edna.get(saved.location!)).html;
  expect(after).toContain(`What goes out ${words} is the text of before.`);
  expect(after).toContain("It is text number 1: what was saved since stays a draft");

  expect((await edna.get(`${at}/schedule/publish`)).html).toContain('value="9am"');
  await edna.post(`${at}/schedule/publish/cancel`, {});
  expect((await edna.get(at)).html).not.toMatch(when);
  expect((await amara.get("/admin/content?state=scheduled")).html).not.toContain("Comes by itself");
});

test("what is wrong with a time is said beside it, and what was typed stays", async () => {
  const { code } = await aDraft();
  const send = (fields: Record<string, string>) => amara.post(`/admin/content/${code}/schedule/publish`, { version: "1", ...fields });
  for (const [fields, says] of [
    [{ ...typed(later(new Date(), -DAY), "9am") }, "That time has passed"],
    [{ ...typed(later(new Date(), 400 * DAY), "9am") }, "within a year"],
    [{ onDay: "31", onMonth: "2", onYear: "2027", time: "9am" }, "Enter a whole day"],
    [{ onDay: "28", onMonth: "3", onYear: "2027", time: "1:30am" }, "There is no such time that day"],
    [{ onDay: "31", onMonth: "10", onYear: "2027", time: "1:30am" }, "That time comes twice that day"],
    [{ ...typed(later(new Date(), DAY), "soon") }, "Enter a time"],
  ] as const) {
    const { status, html } = await send(fields);
    expect([status, html.includes(says)]).toEqual([400, true]);
    expect(html).toContain(`value="${fields.time}"`);
  }
  expect((await send({ ...typed(later(new Date(), DAY), "9am"), version: "2" })).html).toContain("Somebody saved this page");
  expect((await amara.get(`/admin/content/${code}/schedule/nothing`)).status).toBe(404);
});

test("a published page comes down at a time, and its page says when", async () => {
  const path = await aPage();
  const { code } = await storedPage(path);
  const at = later(new Date(), 2 * DAY);
  await amara.post(`/admin/content/${code}/schedule/take-down`, { ...typed(at, "6pm"), version: "1" });
  expect((await amara.get(`/admin/content/${code}`)).html).toMatch(/[A-Z][a-z]+day \d+ [A-Z][a-z]+, 6pm/);
  expect((await site.browser().get(`/${path}`)).status).toBe(200);
  await carryOutPlans(systemCtxFor(later(at, DAY)));
  expect((await site.browser().get(`/${path}`)).status).toBe(410);
});

test("an editor asks for a review; another reads, comments, sends back, and approves and publishes", async () => {
  const { code } = await aDraft({ title: "Before" });
  const at = `/admin/content/${code}`;
  await amara.post(`${at}/edit`, { ...text, version: "1" });
  await changeSettings(systemCtxFor(), { pageReviewers: 1 });
  await seesSettings();
  try {
    const own = (await amara.get(at)).html;
    expect([own.includes(`href="${at}/publish"`), own.includes("Ask for a review")]).toEqual([false, true]);
    expect((await amara.post(`${at}/publish`, { version: "2" })).html).toContain("another editor publishes it");
    await amara.post(`${at}/ask-for-review`, {});
    expect((await amara.get(at)).html).toContain("Amara asked for a review on");
    expect((await edna.get("/admin")).html).toContain("Drafts waiting for your review");
    expect((await edna.get("/admin/content?state=in-review")).html).toContain("Contracts");

    const read = (await edna.get(`${at}/comments`)).html;
    for (const words of ["The <strong>core</strong> contract", "Approve and publish", "Send back with comments"])
      expect(read).toContain(words);
    const [, submissionId] = /name="submissionId" value="([^"]+)"/.exec(read)!;
    const empty = await edna.post(`${at}/send-back`, { version: "2", submissionId: submissionId!, body: "" });
    expect([empty.status, empty.html.includes("Write your comment")]).toEqual([400, true]);
    await edna.post(`${at}/send-back`, { version: "2", submissionId: submissionId!, body: "Which <clause>?" });
    const back = (await amara.get(`${at}/comments`)).html;
    for (const words of ["Which &lt;clause&gt;?", "Edna"]) expect(back).toContain(words);
    expect(back).not.toContain("Approve and publish");

    const done = await edna.post(`${at}/publish`, { version: "2" });
    expect((await edna.get(done.location!)).html).toContain("Published. Readers have this text now.");
  } finally {
    await changeSettings(systemCtxFor(), { pageReviewers: 0 });
    await seesSettings();
  }
});

test("a comment on a text that was taken out meanwhile comes back with its words, for the newest text", async () => {
  const { code } = await aDraft();
  const at = `/admin/content/${code}`;
  const [, submissionId] = /name="submissionId" value="([^"]+)"/.exec((await edna.get(`${at}/comments`)).html)!;
  await amara.post(`${at}/edit`, { ...text, version: "1" });
  await takeOutEarlierText(systemCtxFor(), { code, number: 1, why: "patient-details", before: false });
  const refused = await edna.post(`${at}/comments`, { version: "1", submissionId: submissionId!, body: "Which clause?" });
  expect(refused.status).toBe(409);
  for (const words of ["was taken out", "Which clause?</textarea>", 'name="version" value="2"']) expect(refused.html).toContain(words);
});

test("a link to a draft shows its text and picture to somebody without an account, kept by nobody, until it is ended", async () => {
  const { markdown } = await aPicture(writer);
  const { code } = await aDraft();
  const at = `/admin/content/${code}`;
  await amara.post(`${at}/edit`, { ...text, body: `Look: ${markdown}`, version: "1" });
  await amara.post(`${at}/preview-link`, { version: "2", days: "7" });
  const { html } = await edna.get(`${at}/preview-link`);
  const [, link] = /href="(\/previews\/[^"]+)"/.exec(html)!;
  expect(html).toContain("made by Amara");

  const visitor = site.browser();
  const shown = await visitor.get(link!);
  expect([shown.status, shown.headers.get("x-robots-tag"), shown.headers.get("cache-control")]).toEqual([
    200,
    "noindex, nofollow",
    "private, no-store",
  ]);
  for (const words of ["This is a draft", 'content="noindex, nofollow"', "Contracts"]) expect(shown.html).toContain(words);
  for (const words of ['id="comments"', `/admin/content`]) expect(shown.html).not.toContain(words);
  const [, src] = /<img[^>]* src="([^"]+)"/.exec(shown.html)!;
  const sent = await visitor.get(src!);
  expect([sent.status, sent.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
  expect((await visitor.get(src!.split("?")[0]!)).status).toBe(404);

  await edna.post(`${at}/preview-link/end`, {});
  expect([(await visitor.get(link!)).status, (await visitor.get(src!)).status]).toEqual([404, 404]);
});

test("the editor of a page says who else is editing it", async () => {
  const { code } = await aDraft();
  expect((await amara.get(`/admin/content/${code}/edit`)).html).not.toContain("is editing since");
  expect((await edna.get(`/admin/content/${code}/edit`)).html).toMatch(/Amara is editing since \d+(:\d\d)?[ap]m\./);
});
