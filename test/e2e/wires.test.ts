import { eq } from "drizzle-orm";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consentRecords, subscriptions } from "#db/schema/consents";
import { addresses } from "#db/schema/people";
import { openBrowser, press, signIn, type Visit, visit } from "../support/browser";
import { testDb } from "../support/context";
import { type DemoSite, linkIn, startDemoSite } from "../support/demo-site";
import { runPortal } from "../support/processes";

let site: DemoSite;
let browser: Browser;
beforeAll(async () => {
  site = await startDemoSite();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const ways = [
  { name: "with JavaScript", javaScript: true, width: 1280 },
  { name: "without JavaScript, on a small screen", javaScript: false, width: 320 },
];

describe.each(ways)("$name", ({ javaScript, width }) => {
  const mark = javaScript ? "js" : "plain";
  const comeAs = () => visit(browser, site.url, { javaScript, width });

  test("a member reads an open and a restricted page, signs in, replies, and the watcher's mail leads back", async () => {
    const member = await comeAs();
    expect(await member.go("/guidance")).toBe(200);
    const restricted = await findRestricted(member);
    expect(await member.go(restricted)).toBe(403);
    await member.page
      .locator("main")
      .getByRole("link", { name: /sign in/i })
      .first()
      .click();
    await signIn(member, "manager@demo.example");
    expect(new URL(member.page.url()).pathname).toBe(restricted);
    expect(await member.page.locator("main").textContent()).not.toMatch(/sign in or apply/i);

    // starting a topic watches it
    await member.go("/forum/running-the-practice/new");
    await member.page.getByLabel("Title").fill(`Who answers the phone at lunch? (${mark})`);
    await member.page.getByLabel("Message").fill("We close the desk from 12:30pm. What do **you** do?");
    await press(member, "Post topic");
    const topic = member.page.url();

    const colleague = await comeAs();
    await colleague.go("/sign-in");
    await signIn(colleague, "priya.venkataraman@harrowmere.example");
    await colleague.go(new URL(topic).pathname);
    await colleague.page.getByLabel("Your reply").fill("Two of us eat early. It works.");
    await press(colleague, "Post reply");
    expect(await colleague.page.locator("main").textContent()).toContain("Two of us eat early.");

    const mail = await site.mailTo("manager@demo.example", new RegExp(`lunch\\? \\(${mark}\\)`));
    const link = linkIn(mail, /\/forum\/topics\//);
    const stranger = await comeAs();
    expect(await stranger.go(link.replace(site.url, ""))).toBe(404);
    await member.go(link.replace(site.url, ""));
    expect(await member.page.locator("main").textContent()).toContain("Two of us eat early.");
    await member.go("/account/notifications");

    await expectClean(member, colleague, stranger);
  });

  test("a visitor subscribes by address alone, gets an issue that a sender composed, and leaves by double opt-out", async () => {
    const address = `reader-${mark}@visitors.example`;
    const reader = await comeAs();
    await reader.go("/newsletters/practice-matters");
    await reader.page.getByLabel("Email address").fill(address);
    await press(reader, "Subscribe");
    await reader.go(linkIn(await site.mailTo(address, /confirm/i), /\/newsletters\/confirm\//).replace(site.url, ""));
    await press(reader, "Confirm subscription");
    expect(await stateOf(address)).toBe("active");

    await sendAnIssue(await comeAs(), `A note about lunch (${mark})`);
    const issue = await site.mailTo(address, new RegExp(`note about lunch \\(${mark}\\)`));
    expect(issue.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(issue.text).toContain("Lunch is at noon.");
    expect(issue.html).toContain("/newsletters/unsubscribe/");

    await reader.go(linkIn(issue, /\/newsletters\/unsubscribe\//).replace(site.url, ""));
    expect(await stateOf(address)).toBe("active");
    await press(reader, "Unsubscribe");
    expect(await stateOf(address)).toBe("held");

    const cancel = linkIn(await site.mailTo(address, /do you want to stop/i), /\/newsletters\/cancel\//).replace(site.url, "");
    await reader.go(cancel);
    await press(reader, "Confirm cancellation");
    expect(await stateOf(address)).toBe("ended");

    await reader.go("/newsletters/manage");
    await reader.page.getByLabel("Email address").fill(address);
    await press(reader, "Send me a link");
    await reader.go(linkIn(await site.mailTo(address, /newsletter choices/i), /\/newsletters\/preferences\//).replace(site.url, ""));
    expect(await reader.page.locator("main").textContent()).toContain("Practice Matters");
    await expectClean(reader);
  });
});

test("that person's whole record is exported and erased with proof", async () => {
  const environment = { BASE_URL: site.url };
  const exported = await runPortal(["export-person", "reader-js@visitors.example", "--json"], environment);
  expect(exported).toMatchObject({ code: 0 });
  const erased = await runPortal(["erase-person", "reader-js@visitors.example", "--posts", "delete", "--json"], environment);
  expect(erased.output).toContain('"erased":true');
  expect(erased.code).toBe(0);
  expect(await site.countMails("reader-js@visitors.example")).toBe(0);
  expect(await stateOf("reader-js@visitors.example")).toBeUndefined();
});

async function findRestricted(member: Visit): Promise<string> {
  // known from the community's pages: for members, with a teaser
  const { pages } = await import("#db/seeds/texts/pages");
  const restricted = pages.find((page) => page.audience === "members" && page.teaser)!;
  expect(await member.page.locator("main").textContent()).not.toContain(restricted.title);
  return `/${restricted.path}`;
}

async function sendAnIssue(sender: Visit, subject: string): Promise<void> {
  const { page } = sender;
  await sender.go("/sign-in");
  await signIn(sender, "sender@demo.example");
  await sender.go("/admin/newsletters");
  await page
    .locator("main")
    .getByRole("link", { name: /Practice Matters/ })
    .first()
    .click();
  await page
    .locator("main")
    .getByRole("link", { name: /new issue|compose|write/i })
    .first()
    .click();
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("Issue", { exact: true }).fill("## Lunch\n\nLunch is at noon. [Read on](/guidance).");
  await press(sender, /save|create/i);
  const issue = new URL(page.url()).pathname;
  for (const view of ["html", "text", "narrow"]) expect([view, await sender.go(`${issue}/preview/${view}`)]).toEqual([view, 200]);
  await sender.go(`${issue}/audience`);
  expect(await page.locator("main").textContent()).toContain("@");

  await sender.go(issue);
  await press(sender, /test/i);
  const trial = await site.mailTo("sender@demo.example", /lunch/);
  expect(trial.subject).toMatch(/test/i);

  await sender.go(`${issue}/send`);
  const label = page.getByLabel(/type the number/);
  const number = /: ([\d,]+)/.exec((await page.locator("label", { hasText: "type the number" }).textContent()) ?? "")![1]!;
  await label.fill(number);
  await press(sender, /^Send to/);
  await site.mailTo("manager@demo.example", /lunch/);
  await sender.go(issue);
  await expectClean(sender);
}

async function stateOf(address: string): Promise<string | undefined> {
  const [row] = await testDb()
    .db.select({ state: subscriptions.state })
    .from(addresses)
    .innerJoin(subscriptions, eq(subscriptions.addressId, addresses.id))
    .innerJoin(consentRecords, eq(consentRecords.id, subscriptions.consentId))
    .where(eq(addresses.canonical, address));
  return row?.state;
}

async function expectClean(...visits: Visit[]): Promise<void> {
  expect(visits.flatMap((each) => each.problems)).toEqual([]);
  for (const each of visits) await each.close();
}
