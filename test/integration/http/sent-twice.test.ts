import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { enquiryMessages } from "#db/schema/enquiries";
import { newsletterIssues } from "#db/schema/newsletters";
import { systemCtxFor } from "../../support/context";
import { anEnquiry } from "../../support/enquiries";
import { formsOf } from "../../support/forms";
import { aCategory, aPageToComment, aTopic } from "../../support/forum";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aNewsletter, anAddress } from "../../support/newsletters";

let site: Site;
let browser: Browser;
let letter: Awaited<ReturnType<typeof aNewsletter>>;
beforeAll(async () => {
  site = await aSite();
  letter = await aNewsletter();
  const staff = await anAccount({ roles: ["editor", "newsletter-sender", "contacts-officer"] });
  browser = site.browser();
  await enter(browser, staff.email);
});

type Case = { page: () => string; who: () => Browser; typed: Record<string, string>; changed: Record<string, string>; shown: string };
const visitor = () => site.browser();
const asked = { fullName: "Jo Bloggs", email: anAddress(), category: "technical" };
const applicant = { fullName: "Jo Bloggs", jobTitle: "Practice manager", email: anAddress() };

/** Forms that make something: what is typed, what is typed into the same form again, what was sent first as its page shows it. */
const FORMS: Record<string, Case> = {
  "an enquiry": {
    page: () => "/contact",
    who: visitor,
    typed: { ...asked, question: "Where are the minutes?" },
    changed: { question: "Where is the rota?" },
    shown: "Where are the minutes?",
  },
  "one’s own enquiry": {
    page: () => "/contact",
    who: () => browser,
    typed: { category: "technical", question: "Where are my minutes?" },
    changed: { question: "Where is my rota?" },
    shown: "Where are my minutes?",
  },
  "an application": {
    page: () => "/register",
    who: visitor,
    typed: { ...applicant, organisation: "Larkhollow Surgery" },
    changed: { organisation: "Elm Tree Surgery" },
    shown: "Larkhollow Surgery",
  },
  "a page": {
    page: () => "/admin/content/new",
    who: () => browser,
    typed: { title: "Twice sent", summary: "It is", body: "The first text" },
    changed: { title: "Sent twice", body: "The second text" },
    shown: "The first text",
  },
  "an issue": {
    page: () => `/admin/newsletters/${letter.slug}/new`,
    who: () => browser,
    typed: { subject: "Twice sent", body: "The first text" },
    changed: { body: "The second text" },
    shown: "The first text",
  },
};

test.each(Object.entries(FORMS))(
  "B28: the form of %s, sent twice, makes one; with another text it answers with both",
  async (_what, each) => {
    const who = each.who();
    const path = each.page();
    const [form] = formsOf((await who.get(path)).html).filter(({ action }) => action.split("?")[0] === path);
    const opened = Object.fromEntries(form!.fields.filter(({ isChosen }) => isChosen).map(({ name, value }) => [name, value]));
    const typed = { ...opened, ...each.typed };

    const first = await who.post(form!.action, typed);
    const second = await who.post(form!.action, typed);
    expect([first.status, second.status, second.location]).toEqual([303, 303, first.location]);

    const changed = { ...typed, ...each.changed };
    const both = await who.post(form!.action, changed);
    expect(both.status).toBe(409);
    expect(both.html).toContain("What is there now");
    expect(both.html.split("What is there now")[1]!.split("</pre>")[0]).toContain(each.shown);
    const [again] = formsOf(both.html).filter(({ action }) => action.split("?")[0] === path);
    const held = Object.fromEntries(again!.fields.filter(({ isChosen }) => isChosen).map(({ name, value }) => [name, value]));
    expect(held).toEqual({ ...changed, submissionId: held.submissionId });
    expect(held.submissionId).not.toBe(typed.submissionId);
    expect((await who.post(again!.action, held)).status).toBe(303);
  },
);

test.each([{ slug: "elsewhere" }, { audience: "members" }])(
  "the form of a page, sent again with %o, is not said to be stored",
  async (changed) => {
    const typed = { title: "One place", summary: "It is", body: "A text", slug: "", audience: "open" };
    const form = { ...typed, title: uuidv7(), submissionId: uuidv7() };
    const first = await browser.post("/admin/content/new", form);
    expect((await browser.post("/admin/content/new", form)).location).toBe(first.location);
    const other = await browser.post("/admin/content/new", { ...form, ...changed });
    expect([other.status, other.html.includes("What is there now"), other.html.includes(first.location!)]).toEqual([409, true, true]);
  },
);

test("where what a form stored was taken out since, another text is not said to be stored", async () => {
  const enquiry = await anEnquiry();
  const admin = `/admin/enquiries/${enquiry.code}`;
  const forms: [string, string, Record<string, string>][] = [
    ["/contact", "question", { category: "question" }],
    [`${admin}/reply`, "body", { last: "1" }],
    [`${admin}/note`, "note", {}],
    [`/admin/newsletters/${letter.slug}/new`, "body", { subject: "A subject" }],
  ];
  for (const [path, field, more] of forms) {
    const first = { ...more, [field]: "The first", submissionId: uuidv7() };
    expect([path, (await browser.post(path, first)).status]).toEqual([path, 303]);
    // what taking out leaves of each: an issue has to be sent before, which is not what this is about
    const { db, now: takenOutAt } = systemCtxFor();
    await db.update(enquiryMessages).set({ body: "", takenOutAt }).where(eq(enquiryMessages.submissionId, first.submissionId));
    await db
      .update(newsletterIssues)
      .set({ subject: "", bodyMarkdown: "", takenOutAt })
      .where(eq(newsletterIssues.bodyMarkdown, "The first"));
    const other = await browser.post(path, { ...first, [field]: "Another text" });
    expect([path, other.status, other.html.includes("It was removed since."), other.html.includes("Another text")]).toEqual([
      path,
      409,
      true,
      true,
    ]);
  }
});

test.each(["", "no number"])("a form that came with “%s” for its number comes back with one", async (submissionId) => {
  const [page, category, enquiry] = [await aPageToComment(), await aCategory(), await anEnquiry()];
  const typed = { title: "A title", summary: "A summary", subject: "A subject", audience: "open", category: "technical", last: "1" };
  const actions = {
    [`/forum/topics/${(await aTopic()).code}/replies`]: {},
    [`/comments/${page.path}`]: {},
    [`/forum/${category}/new`]: {},
    "/contact": {},
    [`/admin/enquiries/${enquiry.code}/reply`]: {},
    [`/admin/enquiries/${enquiry.code}/note`]: {},
    "/admin/content/new": { title: uuidv7() },
    [`/admin/newsletters/${letter.slug}/new`]: {},
  };
  const text = "What was typed into it";
  for (const [action, more] of Object.entries(actions)) {
    const form = { ...typed, body: text, note: text, question: text, ...more, submissionId };
    const refused = await browser.post(action, form);
    const again = formsOf(refused.html).find((each) => each.action.split("?")[0] === action)!;
    const held = Object.fromEntries(again.fields.filter(({ isChosen }) => isChosen).map(({ name, value }) => [name, value]));
    expect([action, refused.status, Object.values(held).includes(text)]).toEqual([action, 400, true]);
    expect([action, (await browser.post(action, held)).status]).toEqual([action, 303]);
  }
});

test("a form whose number names something else is told so and holds what was typed, to be sent under a number of its own", async () => {
  const topics = [await aTopic(), await aTopic()];
  const [page, category] = [await aPageToComment(), await aCategory()];
  const [enquiry, other] = [await anEnquiry(), await anEnquiry()];
  const actions = {
    reply: `/forum/topics/${topics[0]!.code}/replies`,
    "another reply": `/forum/topics/${topics[1]!.code}/replies`,
    comment: `/comments/${page.path}`,
    topic: `/forum/${category}/new`,
    enquiry: "/contact",
    "enquiry reply": `/admin/enquiries/${enquiry.code}/reply`,
    note: `/admin/enquiries/${enquiry.code}/note`,
    "another note": `/admin/enquiries/${other.code}/note`,
    page: "/admin/content/new",
    issue: `/admin/newsletters/${letter.slug}/new`,
    "another issue": `/admin/newsletters/${(await aNewsletter()).slug}/new`,
  };
  const text = "What was typed into it";
  const form = { title: "A title", summary: "A summary", subject: "A subject", audience: "open", category: "technical", last: "1" };
  const send = (kind: keyof typeof actions, submissionId: string, body = text) =>
    browser.post(actions[kind], { ...form, body, note: body, question: body, title: uuidv7(), submissionId });

  const pairs = [
    ["reply", "topic"],
    ["topic", "reply"],
    ["reply", "another reply"],
    ["comment", "topic"],
    ["enquiry reply", "note"],
    ["note", "another note"],
    ["note", "enquiry"],
    ["enquiry", "note"],
    ["page", "issue"],
    ["issue", "page"],
    ["issue", "another issue"],
  ] as const;
  for (const [first, second] of pairs) {
    const id = uuidv7();
    expect([first, (await send(first, id)).status]).toEqual([first, 303]);
    const taken = await send(second, id);
    expect([first, second, taken.status, taken.html.includes("This form was sent before, for something else")]).toEqual([
      first,
      second,
      409,
      true,
    ]);
    const again = formsOf(taken.html).find(({ action }) => action.split("?")[0] === actions[second])!;
    const held = Object.fromEntries(again.fields.filter(({ isChosen }) => isChosen).map(({ name, value }) => [name, value]));
    expect(Object.values(held)).toContain(text);
    expect(held.submissionId).not.toBe(id);
    expect([second, (await browser.post(actions[second], held)).status]).toEqual([second, 303]);
  }
});

test("and of several with one number that come at one moment, one is stored", async () => {
  const topics = [await aTopic(), await aTopic(), await aTopic(), await aTopic()];
  const submissionId = uuidv7();

  const answers = await Promise.all(
    topics.map(({ code }) => browser.post(`/forum/topics/${code}/replies`, { body: `Typed for ${code}`, submissionId })),
  );

  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
});
