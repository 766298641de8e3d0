import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ignoreMember } from "~/features/forum/ignoring/ignore-member.server";
import { openBrowser, visit } from "../support/browser";
import { ctxFor } from "../support/context";
import { aTopic, reply } from "../support/forum";
import { anAccount, aSite, PASSWORD, type Site } from "../support/http";
import { aMember } from "../support/people";

let mentioned = 0;
/** A member by a name that nobody else has. */
async function aMentioned() {
  const displayName = `Maud ${["Wimbleton", "Wexcombe", "Wakefold", "Wolverley"][mentioned++]}`;
  return { ...(await aMember({ displayName })), displayName };
}

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await aSite();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** A member reads a topic of two posts, of which the second mentions another one. */
async function comeAsMember() {
  const { displayName } = await aMentioned();
  const topic = await aTopic({
    body: "Rota **by Friday**, please.\n\n- one\n- two",
    author: await aMember({ displayName: "Quentin Quoted" }),
  });
  await reply(await aMember(), topic, `> [post 1]\n> by Friday\n\nHere it [stands](https://example.org/), @${displayName}.`);
  const reader = await anAccount();
  const { email } = reader;
  const member = await visit(browser, site.baseUrl, {});
  await member.go("/sign-in");
  await member.page.getByLabel("Email address").fill(email);
  await member.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await member.page.getByRole("button", { name: "Sign in" }).click();
  await member.page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await member.go(`/forum/topics/${topic.code}`);
  const area = member.page.getByLabel("Your reply");
  await expect.poll(() => member.page.getByRole("toolbar").isVisible()).toBe(true);
  return { ...member, area, topic, reader, displayName };
}

test("“Quote” and “Reply” go behind what is typed, selected words too, and Ctrl and Enter post it", async () => {
  const { page, area, problems, displayName } = await comeAsMember();
  await area.fill("First.");
  await page.getByRole("link", { name: "Quote post 1" }).click();
  expect(await area.inputValue()).toBe("First.\n\n> [post 1]\n> Rota **by Friday**, please.\n>\n> - one\n> - two\n\n");
  await page.keyboard.press("Control+z");
  expect(await area.inputValue()).toBe("First.");

  // its own words alone, without what it quotes
  await page.getByRole("link", { name: "Quote post 2" }).click();
  await page.getByRole("link", { name: "Reply to post 1" }).click();
  await page.locator(".pn-prose strong").first().selectText();
  await page.getByRole("button", { name: "Quote these words" }).click();
  expect(await area.inputValue()).toBe(
    `First.\n\n> [post 2]\n> Here it [stands](https://example.org/), @${displayName}.\n\n> [post 1]\n\n> [post 1]\n> by Friday\n\n`,
  );
  await expect.poll(() => page.getByRole("region", { name: "Preview" }).textContent()).toContain("Quentin Quoted, post 1");

  await area.press("Control+Enter");

  await page.waitForURL(/#post-3$/);
  expect(await page.locator("#post-3 .pn-prose").innerText()).toContain("In answer to post 1 by Quentin Quoted");
  expect(problems).toEqual([]);
});

test("behind an @ members are suggested; arrows choose, Enter and Tab take, Escape closes, and the field keeps the focus", async () => {
  const { page, area, problems, displayName } = await comeAsMember();
  const name = displayName.split(" ")[1]!;
  const other = { displayName: `Zoe ${name}` };
  await aMember(other);
  const list = page.getByRole("listbox");
  const open = async (typed: string) => {
    await area.fill("");
    await area.pressSequentially(typed);
    await expect.poll(() => list.isVisible()).toBe(true);
  };

  await open(`Ask @${name.toLowerCase()}`);
  expect(await area.getAttribute("aria-expanded")).toBe("true");
  const chosen = async () => page.locator(`[id="${await area.getAttribute("aria-activedescendant")}"]`).textContent();
  expect(await chosen()).toContain(displayName);
  await area.press("ArrowDown");
  expect(await chosen()).toContain(other.displayName);
  await area.press("ArrowUp");
  await area.press("Enter");
  expect(await area.inputValue()).toBe(`Ask @${displayName} `);
  expect(await list.isVisible()).toBe(false);
  expect(await area.evaluate((field) => field === document.activeElement)).toBe(true);

  await open(`@${name}`);
  await area.press("ArrowDown");
  await area.press("Tab");
  expect(await area.inputValue()).toBe(`@${other.displayName} `);
  await open(`@${name}`);
  await area.press("Escape");
  expect([await list.isVisible(), await area.inputValue(), await area.getAttribute("aria-expanded")]).toEqual([false, `@${name}`, "false"]);
  expect(problems).toEqual([]);
});

test("“Link” finds a topic by words or takes an address: arrows and Enter or a click choose, undo takes it back, Escape goes back", async () => {
  const { page, area, problems } = await comeAsMember();
  const found = [await aTopic({ title: "Aardvark [zebra] rota" }), await aTopic({ title: "Aardvark second" })];
  const panel = page.getByRole("region", { name: "Link" });
  const field = panel.getByLabel("Link to");
  const open = async (words: string) => {
    await page.getByRole("button", { name: "Link", exact: true }).click();
    expect(await field.evaluate((each) => each === document.activeElement)).toBe(true);
    await field.pressSequentially(words);
  };
  const options = panel.getByRole("option");

  await area.fill("See this.");
  await area.evaluate((each: HTMLTextAreaElement) => each.setSelectionRange(4, 8));
  await open("aardv");
  await expect.poll(() => options.count()).toBe(2);
  await field.press("ArrowDown");
  const chosen = await page.locator(`[id="${await field.getAttribute("aria-activedescendant")}"]`).getAttribute("data-insert");
  expect(found.map(({ code }) => `/forum/topics/${code}`)).toContain(chosen);
  await field.press("Enter");
  expect([await area.inputValue(), await panel.isVisible()]).toEqual([`See [this](${chosen}).`, false]);
  await page.keyboard.press("Control+z");
  expect(await area.inputValue()).toBe("See this.");

  await area.fill("");
  await open("aardvark zebra");
  await expect
    .poll(() => options.allTextContents())
    .toEqual([expect.stringMatching(/^Aardvark \[zebra\] rota .*only members can open it$/)]);
  await options.click();
  expect(await area.inputValue()).toBe(`[Aardvark (zebra) rota](/forum/topics/${found[0]!.code})`);

  await area.fill("");
  await open("aardwolves");
  await expect.poll(() => panel.getByRole("status").textContent()).toContain("Nothing found");
  await field.press("Enter");
  await field.press("Escape");
  expect([await area.inputValue(), await panel.isVisible()]).toEqual(["", false]);
  expect(await area.evaluate((each) => each === document.activeElement)).toBe(true);

  await page.keyboard.type("Words");
  await area.press("Control+a");
  await open("https://www.england.nhs.uk/");
  await panel.getByRole("button", { name: "Insert link" }).click();
  expect(await area.inputValue()).toBe("[Words](https://www.england.nhs.uk/)");
  expect(problems).toEqual([]);
});

test("a link to a post of somebody who is ignored opens it, and any other leaves it folded", async () => {
  const { page, topic, reader, go } = await comeAsMember();
  const ignored = await aMember({ displayName: "Ivor Ignored" });
  await reply(ignored, topic, "Folded away.");
  await ignoreMember(ctxFor(reader), ignored.ref);
  const words = page.getByText("Folded away.");

  await go(`/forum/topics/${topic.code}`);
  expect(await words.isVisible()).toBe(false);
  // as from a mail: a reload may bring back where it was scrolled to instead
  await page.goto("about:blank");
  await go(`/forum/topics/${topic.code}#post-3`);
  await expect.poll(() => words.isVisible()).toBe(true);
});

const PASTED: Record<string, string> = {
  word: `## Winter rota

The **duty desk** opens at 8am, and _nobody_ swaps **_without_** asking.

- Phones
   - line two from noon
- Post
1. First

| **Day** | **Who** |
| --- | --- |
| Monday | Kath \\| Sue |

See [the rota](https://www.example.org/rota).`,
  outlook: `**From:** Jane Marlow <jane@example.org>
**Sent:** 12 November 2026 09:14
**Subject:** Locums

Hi all,

Rates are up again: https://www.example.org/rates

1. Ask two agencies
2. Then ask **us**`,
  excel: `| Clinic | Slots |
| --- | --- |
| Flu | 1,450 |
| Asthma | 32 |`,
  "google-sheets": `| Practice | List size |
| --- | --- |
| Dunmarsh Lane | 8200 |`,
  "google-docs": `**Bold** and _slanted_ [link](https://example.org/)

- One
   - Within
- Two`,
};

test("what is copied from other programs is pasted as Markdown, and can be undone", async () => {
  const { page, area } = await comeAsMember();
  for (const [program, markdown] of Object.entries(PASTED)) {
    await area.fill("");
    await area.evaluate(
      (field, html) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/html", html);
        // Excel and Word put a picture of it there, too
        clipboardData.setData("text/plain", "words");
        clipboardData.items.add(new File(["picture"], "image.png", { type: "image/png" }));
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      },
      readFileSync(new URL(`clipboard/${program}.html.txt`, import.meta.url), "utf8"),
    );
    expect.soft(await area.inputValue(), program).toBe(markdown);
    expect.soft(await page.locator("input[type=file]").first().inputValue(), program).toBe("");
    await page.keyboard.press("Control+z");
    expect(await area.inputValue()).toBe("");
  }
});
