import { beforeAll, expect, test } from "vitest";
import { rateLimits } from "#db/schema/platform";
import { takeDownPage } from "~/features/content/publishing/take-down-page.server";
import { LIMITS } from "~/http/forms/limits.server";
import { aPage, storedPage } from "../../support/content";
import { ownerDb, systemCtxFor } from "../../support/context";
import { type Answer, anAccount, aSite, enter, type Site } from "../../support/http";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const typed = ({ html }: Answer) => /id="search-words"[^>]* value="([^"]*)"/.exec(html)?.[1];
const isSignedIn = ({ html }: Answer) => html.includes('action="/sign-out"') && !html.includes('href="/sign-in"');

test("a page that is not there offers a search for what its address says, the guidance about it, news and the forum", async () => {
  const guide = await aPage({ title: "Holiday cover for the front desk" });
  await aPage({ title: "Zebra crossings" });
  const article = await aPage({ path: "news/not-found-news", title: "The newest of all" });
  const { status, html, headers, ...answer } = await site.browser().get("/policies/holiday-cover.html");

  expect([status, headers.get("cache-control")]).toEqual([404, "private, no-store"]);
  expect(typed({ html, status, headers, ...answer })).toBe("holiday cover");
  expect(html).toContain("Guidance that may be what you are looking for");
  expect(html).toContain(`href="/${guide}"`);
  expect(html).not.toContain("Zebra crossings");
  for (const href of [`/${article}`, "/guidance", "/news", "/forum", "/contact"]) expect(html).toContain(`href="${href}"`);
});

test("an address that says nothing offers the first guides", async () => {
  await aPage();
  const { html } = await site.browser().get("/123");
  expect(html).toContain("All guidance");
  expect(html).not.toContain("may be what you are looking for");
});

test("a page that was taken down offers the same, with 410, and is kept by no cache", async () => {
  const path = await aPage({ path: "guidance/lift-maintenance", title: "Lift maintenance" });
  const other = await aPage({ path: "guidance/lift-contracts", title: "Lift maintenance contracts" });
  await takeDownPage(systemCtxFor(), (await storedPage(path)).code);
  const answer = await site.browser().get(`/${path}`);

  expect([answer.status, answer.headers.get("cache-control"), typed(answer)]).toEqual([410, "private, no-store", "lift maintenance"]);
  expect(answer.html).toContain(`href="/${other}"`);
  expect(answer.html).not.toContain(`href="/${path}"`);
});

test("a hidden page and one that never was are answered with the same words, at the same cost", async () => {
  await aPage({ path: "guidance/quokka-grants", title: "Quokka grants", audience: "members" });
  const { email } = await anAccount();
  const member = site.browser();
  await enter(member, email);
  const answerTo = (path: string) => site.browser().get(path);
  await answerTo("/guidance/quokka-months");
  const [hidden, absent] = [await answerTo("/guidance/quokka-grants"), await answerTo("/guidance/quokka-months")];

  expect(hidden.status).toBe(404);
  expect(hidden.html).not.toContain("Quokka grants");
  expect(hidden.html.replaceAll("grants", "months")).toBe(absent.html);
  expect(hidden.queries).toBe(absent.queries);
  const elsewhere = "/policies/quokka-grants";
  expect((await member.get(elsewhere)).html).toContain("Quokka grants");
  expect((await answerTo(elsewhere)).html).not.toContain("Quokka grants");
});

test.each(["/no/such.json", "/no/such/feed.xml"])("%s is answered with a page", async (path) => {
  const answer = await site.browser().get(path);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
  expect(answer.html).toContain("Page not found");
  expect(typed(answer)).toBeDefined();
  const head = await site.browser().send(path, { method: "HEAD" });
  expect([head.status, head.html, head.headers.get("cache-control")]).toEqual([404, "", answer.headers.get("cache-control")]);
});

test("whoever is signed in stays so on a page that is not there, also after a form and at the address of a button", async () => {
  const { email } = await anAccount();
  const browser = site.browser();
  await enter(browser, email);
  const answers = [
    await browser.get("/no/such/page"),
    await browser.post("/no/such/page", {}),
    await browser.post("/forum/topics/0000000000/replies", {
      body: "A reply to nothing",
      submissionId: "0199a0a0-0000-7000-8000-000000000000",
    }),
    await browser.post("/forum/topics/0000000000/watch", {}),
  ];
  for (const answer of answers) expect([answer.status, isSignedIn(answer)]).toEqual([expect.any(Number), true]);
  expect(answers.map(({ status }) => status)).toEqual([404, 405, 404, 404]);
  expect(answers[2]!.html).toContain("A reply to nothing");
  expect(isSignedIn(await site.browser().post("/no/such/page", {}))).toBe(false);
});

test("what is no document is answered with the page alone, and nothing is looked for", async () => {
  const [page, ...others] = [
    await site.browser().get("/numbat-grants"),
    await site.browser().get("/numbat-grants", { headers: { "Sec-Fetch-Dest": "image" } }),
    await site.browser().get("/numbat-grants", { headers: { Accept: "*/*" } }),
  ];
  expect(typed(page)).toBe("numbat grants");
  for (const other of others) {
    expect([other.status, other.html.includes("Page not found"), typed(other)]).toEqual([404, true, undefined]);
    expect(other.queries).toBeLessThan(page.queries);
  }
});

test("for whoever tries one address after the other nothing is looked for any more, and each is not there all the same", async () => {
  const tries = async (count: number) => {
    for (let number = 0; number < count; number += 10)
      await Promise.all(Array.from({ length: 10 }, (_, index) => site.browser().get(`/wp/bilby-letters-${number + index}`)));
    return site.browser().get("/wp/bilby-letters");
  };
  expect(typed(await tries(10))).toBe("bilby letters");
  const { status, html, ...answer } = await tries(LIMITS.search.points);
  expect([status, html.includes("Page not found"), typed({ html, status, ...answer })]).toEqual([404, true, undefined]);
  await ownerDb().db.delete(rateLimits);
});
