import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { aTopic } from "../../support/forum";
import { anAccount, aSite, type Site, signIn } from "../../support/http";
import { aMember } from "../../support/people";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

test("of two forms that one browser without a session sends at one moment, the page after each says truly whether it was kept", async () => {
  const [browser, sameBrowser] = [site.browser(), site.browser()];
  const topic = await aTopic();
  const first = await browser.post("/account/profile", { fullName: "Ada" });
  const second = await sameBrowser.post(`/forum/topics/${topic.code}/replies`, { body: "Typed in the other tab", submissionId: uuidv7() });
  // the cookie of the later answer stands
  browser.cookies.set("session", sameBrowser.cookies.get("session")!);

  expect((await browser.get(first.location!)).html).toContain("We could not keep what you typed");
  expect((await browser.get(second.location!)).html).toContain("We have kept what you typed");
});

test("what waits for a page that has no form for it any more stands there as a text, once", async () => {
  const { email } = await anAccount();
  const author = await aMember({ groups: ["pcn-leads"] });
  const [locked, hidden, removed] = [
    await aTopic({ locked: true }),
    await aTopic({ audience: { groups: ["pcn-leads"] }, author }),
    "nowhere",
  ];
  const browser = site.browser();
  for (const code of [locked.code, hidden.code]) {
    const body = `Typed for **${code}**`;
    await browser.post(`/forum/topics/${code}/replies`, { body, submissionId: uuidv7() });
  }
  await browser.post(`/forum/${removed}/new`, { title: "A title", body: "Typed for a category", submissionId: uuidv7() });
  await signIn(browser, email);
  // elsewhere they go on waiting
  expect((await browser.get("/forum")).html).not.toContain("What you typed was not sent");

  const arrive = async (path: string) => {
    const { location, status, html } = await browser.get(path);
    return location ? browser.get(location) : { status, html };
  };
  for (const [path, status, text] of [
    [`/forum/topics/${locked.code}/replies`, 200, `Typed for **${locked.code}**`],
    [`/forum/topics/${hidden.code}/replies`, 404, `Typed for **${hidden.code}**`],
    [`/forum/${removed}/new`, 404, "Typed for a category"],
  ] as const) {
    const shown = await arrive(path);
    expect([shown.status, shown.html.includes("What you typed was not sent"), shown.html.includes(text)]).toEqual([status, true, true]);
    expect((await arrive(path)).html).not.toContain(text);
  }
});
