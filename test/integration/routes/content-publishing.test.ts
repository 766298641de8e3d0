import { beforeAll, expect, test } from "vitest";
import { carryOutPlans } from "~/features/content/publishing/carry-out-plans.server";
import { DAY, formatComing, HOUR, later, londonDate } from "~/lib/dates";
import { aDraft, aPage, storedPage } from "../../support/content";
import { systemCtxFor } from "../../support/context";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";

let site: Site;
let amara: Browser;
let edna: Browser;

beforeAll(async () => {
  site = await aSite();
  await aPage({ path: "guidance", title: "Guidance" });
  amara = await signedIn("Amara");
  edna = await signedIn("Edna");
});

async function signedIn(displayName: string): Promise<Browser> {
  const browser = site.browser();
  await enter(browser, (await anAccount({ roles: ["editor"], displayName })).email);
  return browser;
}

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
