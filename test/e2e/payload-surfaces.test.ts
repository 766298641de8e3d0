import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messages } from "#db/schema/mail";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { type StepUp, startSession } from "~/features/accounts/sessions.server";
import { STAFF_ROLES } from "~/features/accounts/staff.policy";
import { notifyReplyRecipients } from "~/features/forum/notify-reply-recipients.server";
import type { Role } from "~/features/people/grants.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import type { PersonId } from "~/lib/ctx";
import { openBrowser, press, type Visit, visit } from "../support/browser";
import { systemCtxFor, testDb } from "../support/context";
import { fillEveryField, type Who } from "../support/filled-fields";
import { aTopic, reply, storedPost } from "../support/forum";
import { anAccount, type Site, signIn, startSite } from "../support/http";
import { aPostOffice, aSink, aSubscriber, drain } from "../support/mail";
import { aNewsletter, aSentIssue } from "../support/newsletters";
import { PAYLOADS } from "../support/payloads";
import type { TestPerson } from "../support/people";

/** Ten families, the first text of each; together where both fit into the shortest field, a name of 100 characters. */
const FAMILIES = ["X1 X5", "X6 X17", "X13", "X31 X49", "X33 X61", "X60"];
const textOf = (families: string) =>
  families
    .split(" ")
    .map((family) => PAYLOADS[family]![0])
    .join(" ");
/** What a long field holds: every text of all ten, but a Markdown link that leads nowhere, with which no issue could be sent. */
const FURTHER = FAMILIES.flatMap((families) => families.split(" ").flatMap((family) => PAYLOADS[family]!.slice(1)));
const ALL = [...FAMILIES.map(textOf), ...FURTHER.filter((text) => !text.startsWith("[x]"))].join("\n\n");
const SITE_NAME = textOf("X1 X5 X6");

let site: Site;
let browser: Browser;
let staff: TestPerson;
/** A page of nobody's, without our rules: what a document says by itself is read in it. */
let reader: Page;

beforeAll(async () => {
  await changeSettings(systemCtxFor(), { name: SITE_NAME, shortName: textOf("X6"), postalAddress: SITE_NAME });
  site = await startSite();
  browser = await openBrowser();
  reader = await browser.newPage();
  staff = await anAccount({ roles: STAFF_ROLES as Role[], groups: ["pcn-leads"], secondFactorAt: new Date() });
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** A browser of somebody who is signed in, on a device that calls itself the text. */
async function comeAs(personId: PersonId | null, device = ""): Promise<Visit> {
  const come = await visit(browser, site.baseUrl, { axe: false });
  come.page.on("dialog", (dialog) => {
    come.problems.push(`${come.page.url()} opened a dialog`);
    void dialog.dismiss();
  });
  if (!personId) return come;
  const provenAt = personId === staff.personId ? new Date() : null;
  const { cookie } = await startSession(systemCtxFor(), {
    personId,
    device,
    secondFactorAt: provenAt,
    steppedUpAt: provenAt as StepUp | null,
  });
  await come.context.addCookies([{ name: "session", value: cookie, url: site.baseUrl }]);
  return come;
}

/** In a browser: what in a document is none of ours. Without `html`, of the page itself. */
function findForeign(html: string | null): string[] {
  const read = html === null ? document : new DOMParser().parseFromString(html, "text/html");
  const ours = [
    'script[type="module"][src^="/assets/"]',
    "svg.pn-header__mark",
    'iframe[sandbox=""][src^="/admin/newsletters/"]',
    "textarea[name]",
    ...(html === null ? [] : ["head style", "head meta", 'img[src^="data:"]']),
  ].join();
  const loaded =
    "script, svg, img, iframe, style, object, embed, base, meta[http-equiv], textarea, [srcdoc], [autofocus], #location, [name=body]";
  return [...read.querySelectorAll("*")].flatMap((element) => {
    const acts = [...element.attributes].some(({ name, value }) => name.startsWith("on") || /^\s*javascript:/i.test(value));
    return acts || (element.matches(loaded) && !element.matches(ours)) ? [element.outerHTML.slice(0, 160)] : [];
  });
}

const oneSpace = (text: string) => text.replace(/\s+/g, " ").trim();

/** What can be read on the page, also in its fields. */
const readable = async ({ page }: Visit) =>
  oneSpace(
    await page.evaluate(() =>
      [
        document.querySelector("main")?.textContent,
        ...[...document.querySelectorAll<HTMLInputElement>("main input, main textarea")].map(({ value }) => value),
      ].join(" "),
    ),
  );

/** What is wrong with the page that is open. */
async function wrongWith(come: Visit, shown?: string): Promise<string[]> {
  const path = come.page.url().replace(site.baseUrl, "");
  const wrong = await come.page.evaluate(findForeign, null);
  if ((await come.page.evaluate(() => (window as { __ran?: number }).__ran)) !== undefined) wrong.push("a payload ran");
  if (shown && !(await readable(come)).includes(oneSpace(shown))) wrong.push("the text cannot be read");
  return wrong.map((what) => `${path}: ${what}`);
}

test("what a payload would put into a page is seen", async () => {
  for (const family of ["X1", "X5", "X6", "X13", "X17", "X31", "X33", "X61"])
    expect(await reader.evaluate(findForeign, PAYLOADS[family]![0]!), family).not.toEqual([]);
});

test.each(FAMILIES)("B14: %s, and all ten families in long texts, are text on every surface", async (families) => {
  const text = textOf(families);
  const { member, applicant, surfaces } = await fillEveryField(text, { all: ALL, staff });
  await signIn(site.browser({ "User-Agent": text }), member.email);
  const come: Record<Who, Visit> = {
    visitor: await comeAs(null),
    applicant: await comeAs(applicant),
    member: await comeAs(member.personId, text),
    staff: await comeAs(staff.personId),
  };

  const wrong: string[] = [];
  for (const { who, path, shown, status = 200 } of surfaces) {
    const answered = await come[who].go(path);
    if (answered !== status || come[who].page.url() !== new URL(path, site.baseUrl).href)
      wrong.push(`${who} ${path}: ${answered}, ${come[who].page.url()}`);
    wrong.push(...(await wrongWith(come[who], shown)));
  }

  // what is framed or read by programs
  for (const { path } of surfaces.filter(({ path }) => path.includes("/preview/"))) {
    if (!path.startsWith("/admin/newsletters")) continue;
    const framed = await come.staff.context.request.get(path.replace("/preview/narrow", "/mail/html").replace("/preview/", "/mail/"));
    expect(framed.headers()["content-security-policy"]).toContain("sandbox");
    wrong.push(...(await reader.evaluate(findForeign, await framed.text())).map((what) => `${path}, framed: ${what}`));
  }
  const feed = await (await come.visitor.context.request.get("/news.xml")).text();
  const titles = await reader.evaluate(
    (feed) =>
      [...new DOMParser().parseFromString(feed, "application/xml").querySelectorAll("entry title")].map((title) => title.textContent),
    feed,
  );
  if (!titles.includes(text)) wrong.push(`/news.xml: ${titles.join()}`);

  // the text of a mail, as the log shows it to who says why
  const [mail] = await testDb()
    .db.select({ id: messages.messageId })
    .from(messages)
    .where(and(eq(messages.kind, "enquiry-reply"), isNotNull(messages.toEmail)))
    .orderBy(desc(messages.id))
    .limit(1);
  await come.staff.go(`/admin/mail/${/<([^@]+)@/.exec(mail!.id)![1]}/text`);
  await come.staff.page.getByLabel("Why do you need").fill(text);
  await press(come.staff, "Read it");
  wrong.push(...(await wrongWith(come.staff, text)));

  expect([...wrong, ...Object.values(come).flatMap(({ problems }) => problems)]).toEqual([]);
  for (const each of Object.values(come)) await each.close();
});

const TEMPLATES = PAYLOADS.X60!;

test.each(TEMPLATES)("B18: %s in a name, a title and a subject comes out as it was typed, on pages and in mails", async (template) => {
  const text = template.slice(0, 100);
  const [author, watcher] = [await anAccount({ fullName: text, displayName: text }), await anAccount()];
  const topic = await aTopic({ author: watcher, title: text });
  const number = await reply(author, topic, text);
  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, number)).id);
  const newsletter = await aNewsletter({ name: text });
  const subscriber = await aSubscriber(newsletter.listId, { fullName: text });
  await aSentIssue(newsletter, { subject: text, preheader: text, body: text });

  const come = await comeAs(watcher.personId);
  for (const path of [`/forum/topics/${topic.code}`, `/newsletters/${newsletter.slug}`]) {
    await come.go(path);
    expect(await readable(come)).toContain(text);
  }
  const sink = await aSink();
  await drain(aPostOffice(sink, { kinds: [...MAIL_KINDS] }));
  for (const email of [watcher.email, subscriber.email]) {
    const sent = sink.mails().filter(({ to }) => to.includes(email));
    expect(sent).not.toEqual([]);
    for (const { raw } of sent) {
      const mail = await PostalMime.parse(raw);
      expect(mail.subject).toContain(text);
      expect(oneSpace(mail.text ?? "")).toContain(oneSpace(text));
      const shown = await reader.evaluate(
        (html) => new DOMParser().parseFromString(html, "text/html").body.textContent ?? "",
        mail.html ?? "",
      );
      expect(oneSpace(shown)).toContain(oneSpace(text));
      expect(await reader.evaluate(findForeign, mail.html ?? "")).toEqual([]);
    }
  }
  await come.close();
});
