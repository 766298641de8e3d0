import { beforeAll, expect, test } from "vitest";
import { formsOf } from "../../support/forms";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aNewsletter, anAddress } from "../../support/newsletters";

let site: Site;
let browser: Browser;
let letter: Awaited<ReturnType<typeof aNewsletter>>;
beforeAll(async () => {
  site = await aSite();
  letter = await aNewsletter();
  const staff = await anAccount({ roles: ["editor", "newsletter-sender"] });
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
    expect(both.html).toContain("What you sent first");
    expect(both.html.split("What you sent first")[1]!.split("</pre>")[0]).toContain(each.shown);
    const [again] = formsOf(both.html).filter(({ action }) => action.split("?")[0] === path);
    const held = Object.fromEntries(again!.fields.filter(({ isChosen }) => isChosen).map(({ name, value }) => [name, value]));
    expect(held).toEqual({ ...changed, submissionId: held.submissionId });
    expect(held.submissionId).not.toBe(typed.submissionId);
    expect((await who.post(again!.action, held)).status).toBe(303);
  },
);
