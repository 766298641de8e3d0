import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messages } from "#db/schema/mail/messages";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { type StepUp, startSession } from "~/features/accounts/sign-in/sessions.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { STAFF_ROLES } from "~/features/permissions/permissions";
import { changeSettings } from "~/features/settings/change-settings.server";
import type { PersonId, Role } from "~/lib/ctx";
import { openBrowser, press, type Visit, visit } from "../support/browser";
import { systemCtxFor, testDb } from "../support/context";
import { fillEveryField, type Who } from "../support/filled-fields";
import { aTopic, reply, storedPost } from "../support/forum";
import { type Answer, anAccount, aSite, type Site, signIn } from "../support/http";
import { aPostOffice, aSink, aSubscriber, drain, passPauses } from "../support/mail";
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
/** Nobody's: whoever is called like the site would pose as it. */
const SITE_NAME = textOf("X1 X5 X6");

let site: Site;
let browser: Browser;
let staff: TestPerson;
/** A page of nobody's, without our rules: what a document says by itself is read in it. */
let reader: Page;

beforeAll(async () => {
  await changeSettings(systemCtxFor(), { name: SITE_NAME, shortName: PAYLOADS.X6![1]!, postalAddress: SITE_NAME });
  site = await aSite();
  browser = await openBrowser();
  reader = await browser.newPage();
  staff = await anAccount({ roles: STAFF_ROLES as Role[], groups: ["pcn-leads"], secondFactorAt: new Date() });
});
afterAll(async () => {
  await browser?.close();
});

/** A session on a device that calls itself the text. */
async function sessionOf(personId: PersonId, device: string): Promise<string> {
  const provenAt = personId === staff.personId ? new Date() : null;
  const steppedUpAt = provenAt as StepUp | null;
  const { cookie } = await startSession(systemCtxFor(), { personId, device, secondFactorAt: provenAt, steppedUpAt });
  return cookie;
}

/** Somebody at a browser. */
async function comeAs(personId: PersonId | null, device = ""): Promise<Visit> {
  const come = await visit(browser, site.baseUrl, { axe: false });
  come.page.on("dialog", (dialog) => {
    come.problems.push(`${come.page.url()} opened a dialog`);
    void dialog.dismiss();
  });
  if (personId) await come.context.addCookies([{ name: "session", value: await sessionOf(personId, device), url: site.baseUrl }]);
  return come;
}

/** The same without one: what a page says by itself is read by the parser of the browser, and nothing of it runs. */
async function askAs(personId: PersonId | null, device = ""): Promise<(path: string) => Promise<Answer>> {
  const asking = site.browser();
  if (personId) asking.cookies.set("session", await sessionOf(personId, device));
  return asking.get;
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

/** In a browser: what can be read in a document, also in its fields. Without `html`, of the page itself. */
function readable(html: string | null): string {
  const read = html === null ? document : new DOMParser().parseFromString(html, "text/html");
  const fields = [...read.querySelectorAll<HTMLInputElement>("main input, main textarea")].map(({ value }) => value);
  return [read.querySelector("main")?.textContent, ...fields].join(" ");
}

/** What is wrong with the page that is open, or with a document that was asked for. */
async function wrongWith(path: string, read: Page, html: string | null, shown?: string): Promise<string[]> {
  const wrong = await read.evaluate(findForeign, html);
  if ((await read.evaluate(() => (window as { __ran?: number }).__ran)) !== undefined) wrong.push("a payload ran");
  if (shown && !oneSpace(await read.evaluate(readable, html)).includes(oneSpace(shown))) wrong.push("the text cannot be read");
  return wrong.map((what) => `${path}: ${what}`);
}

test("what a payload would put into a page is seen", async () => {
  for (const family of ["X1", "X5", "X6", "X13", "X17", "X31", "X33", "X61"])
    expect(await reader.evaluate(findForeign, PAYLOADS[family]![0]!), family).not.toEqual([]);
});

/** Fills every field, and gives where all of it can be seen, and who looks. */
async function fill(text: string) {
  const { member, applicant, surfaces } = await fillEveryField(text, { all: ALL, staff });
  await signIn(site.browser({ "User-Agent": text }), member.email);
  const viewers: [Who, PersonId | null, string?][] = [
    ["visitor", null],
    ["applicant", applicant],
    ["member", member.personId, text],
    ["staff", staff.personId],
  ];
  return { surfaces, viewers };
}

test.each(FAMILIES)("B14: %s, and all ten families in long texts, are text in every document", async (families) => {
  const text = textOf(families);
  const { surfaces, viewers } = await fill(text);
  const wrong: string[] = [];
  for (const [viewer, personId, device] of viewers) {
    const ask = await askAs(personId, device);
    for (const { path, shown, status = 200 } of surfaces.filter(({ who }) => who === viewer)) {
      const answered = await ask(path);
      if (answered.status !== status) wrong.push(`${viewer} ${path}: ${answered.status}, ${answered.location}`);
      wrong.push(...(await wrongWith(path, reader, answered.html, shown)));
    }
    if (viewer !== "staff") continue;
    // what is framed
    for (const { path } of surfaces.filter(({ path }) => /^\/admin\/newsletters.*\/preview\//.test(path))) {
      const framed = await ask(path.replace("/preview/narrow", "/mail/html").replace("/preview/", "/mail/"));
      expect(framed.headers.get("content-security-policy")).toContain("sandbox");
      wrong.push(...(await reader.evaluate(findForeign, framed.html)).map((what) => `${path}, framed: ${what}`));
    }
  }
  // what is read by programs
  const feed = (await site.browser().get("/news.xml")).html;
  const titles = await reader.evaluate(
    (feed) =>
      [...new DOMParser().parseFromString(feed, "application/xml").querySelectorAll("entry title")].map((title) => title.textContent),
    feed,
  );
  if (!titles.includes(text)) wrong.push(`/news.xml: ${titles.join()}`);
  expect(wrong).toEqual([]);
});

test("B14: where scripts are at work, none of ten families runs or opens anything", async () => {
  const text = textOf(FAMILIES[0]!);
  const { surfaces, viewers } = await fill(text);
  const wrong: string[] = [];
  for (const [viewer, personId, device] of viewers) {
    const come = await comeAs(personId, device);
    for (const { path, shown, status = 200 } of surfaces.filter(({ who }) => who === viewer)) {
      const answered = await come.go(path);
      if (answered !== status || come.page.url() !== new URL(path, site.baseUrl).href)
        wrong.push(`${viewer} ${path}: ${answered}, ${come.page.url()}`);
      wrong.push(...(await wrongWith(path, come.page, null, shown)));
    }
    if (viewer === "staff") wrong.push(...(await readMail(come, text)));
    wrong.push(...come.problems);
    await come.close();
  }
  expect(wrong).toEqual([]);
});

/** The text of a mail, as the log shows it to who says why. */
async function readMail(come: Visit, text: string): Promise<string[]> {
  const [mail] = await testDb()
    .db.select({ id: messages.messageId })
    .from(messages)
    .where(and(eq(messages.kind, "enquiry-reply"), isNotNull(messages.toEmail)))
    .orderBy(desc(messages.id))
    .limit(1);
  await come.go(`/admin/mail/${/<([^@]+)@/.exec(mail!.id)![1]}/text`);
  await come.page.getByLabel("Why do you need").fill(text);
  await press(come, "Read it");
  return wrongWith("the email log", come.page, null, text);
}

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

  // before the watcher reads it there: what was read is not mailed
  const sink = await aSink();
  await passPauses();
  await drain(aPostOffice(sink, { kinds: [...MAIL_KINDS] }));
  const ask = await askAs(watcher.personId);
  for (const path of [`/forum/topics/${topic.code}`, `/newsletters/${newsletter.slug}`])
    expect(await reader.evaluate(readable, (await ask(path)).html)).toContain(text);
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
});
