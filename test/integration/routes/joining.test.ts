import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { subscriptions } from "#db/schema/consents";
import { membershipApplications } from "#db/schema/membership";
import { persons, proofs } from "#db/schema/people";
import { grants } from "#db/schema/permissions";
import { approveApplication } from "~/features/membership/applications/approve-application.server";
import { askApplicant } from "~/features/membership/applications/ask-applicant.server";
import { findHolder } from "~/features/people/persons.server";
import { POSING } from "~/features/people/posing-name";
import { ctxFor, systemCtxFor } from "../../support/context";
import { databaseState } from "../../support/database-state";
import { aCategory } from "../../support/forum";
import { type Answer, anAccount, aSite, enter, type Site, signIn } from "../../support/http";
import { aClaim, aDecider, anApplication, anInvitation, CHOSEN, storedApplication } from "../../support/membership";
import { anAddress, mailsTo, tokenTo } from "../../support/newsletters";

let site: Site;
beforeAll(async () => {
  site = await aSite();
});

const { db } = systemCtxFor();
const typed = (email: string) => ({ fullName: "Amara Okonkwo", jobTitle: "Practice manager", organisation: "Larkhollow Surgery", email });
const apply = (fields: Record<string, string | string[]>) => site.browser().post("/register", fields);
const applicationsTo = (email: string) =>
  db
    .select({ id: membershipApplications.id })
    .from(membershipApplications)
    .innerJoin(proofs, eq(proofs.id, membershipApplications.proofId))
    .where(eq(proofs.canonical, email));

/** What somebody outside sees of an answer. */
const face = ({ status, location, html, headers }: Answer) => ({
  status,
  location,
  html: html.replace(/name="(submissionId|shownAt)" value="[^"]*"/g, ""),
  headers: [...headers].filter(([name]) => !["date", "x-request-id", "x-query-count"].includes(name)),
});

test("PMN-27: the form has name, job title, organisation and address, and asks for nothing else that is needed", async () => {
  const { html } = await site.browser().get("/register");
  const refused = await apply({});

  for (const label of ["Full name", "Job title", "Organisation", "Email address"]) expect(html).toContain(`>${label}</label>`);
  expect(html).not.toContain('type="password"');
  expect([...refused.html.matchAll(/<li><a href="#(\w+)">/g)].map(([, field]) => field)).toEqual([
    "fullName",
    "jobTitle",
    "organisation",
    "email",
  ]);
  const posing = { ...typed(anAddress()), fullName: "Forum Moderator" };
  const taken = await apply(posing);
  expect([taken.status, taken.html.includes(POSING), taken.html.includes('value="Forum Moderator"')]).toEqual([400, true, true]);
  expect(await applicationsTo(posing.email)).toEqual([]);
  expect((await apply(typed(anAddress()))).location).toBe("/register/check-your-email");
});

test("whoever applies is told that members agree to the terms, and where they are", async () => {
  const { html } = await site.browser().get("/register");
  expect(html).toContain('By becoming a member you agree to the <a href="/terms">Terms of use</a>.');
});

test("PMN-3: the page shows a box for each marketing purpose, none of them ticked", async () => {
  const { html } = await site.browser().get("/register");

  for (const slug of ["events-email", "services-email"]) expect(html).toMatch(new RegExp(`name="choices"[^>]*value="${slug}"`));
  expect(html).not.toContain("checked");
});

test("PMN-3: without cookies and with nothing ticked one applies, confirms and waits, and gets no list mail", async () => {
  const email = anAddress();
  const asked = await apply(typed(email));
  const confirmed = await site.browser().post(`/register/verify/${await tokenTo("apply", email)}`, { password: CHOSEN });

  expect([confirmed.status, confirmed.location]).toEqual([303, "/register/received"]);
  expect(asked.headers.getSetCookie()).toEqual([]);
  // known here, so that nobody's guesses keep them out (B4); it works as well where this is refused
  expect(confirmed.headers.getSetCookie()).toEqual([expect.stringMatching(/^known=/)]);
  const { personId } = (await findHolder(systemCtxFor(), email))!;
  expect(await db.select().from(subscriptions).where(eq(subscriptions.personId, personId))).toEqual([]);
});

test("B5: applying answers alike for a known and an unknown address, statement for statement", async () => {
  const known = await anAccount();
  await apply(typed(anAddress()));
  const [first, second] = [await apply(typed(known.email)), await apply(typed(anAddress()))];

  expect(face(second)).toEqual(face(first));
  expect(second.queries).toBe(first.queries);
  expect(await mailsTo(known.email)).toHaveLength(1);
});

test("B5: applying too often, and filling the trap, answer as the first time", async () => {
  const email = anAddress();
  const first = await apply(typed(email));
  expect(face(await apply(typed(email)))).toEqual(face(first));

  const trapped = anAddress();
  expect(face(await apply({ ...typed(trapped), comments: "Buy now" }))).toEqual(face(first));
  expect(await applicationsTo(trapped)).toEqual([]);
});

test("B13: a scanner that opens the mailed links changes nothing, and gets no cookie", async () => {
  const [claim, invitation] = [await aClaim(), await anInvitation()];
  const before = await databaseState();
  for (const path of [`/register/verify/${claim.token}`, `/invitations/${invitation.token}`]) {
    for (const method of ["GET", "HEAD"]) {
      const answer = await site.browser().send(path, { method });
      expect([path, answer.status, answer.headers.getSetCookie()]).toEqual([path, 200, []]);
      expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    }
  }
  expect(await databaseState()).toEqual(before);
});

test("the page behind the link masks the address and shows what was typed; used and unknown links explain themselves", async () => {
  const { email, token } = await aClaim({ fullName: "Amara <b>Okonkwo</b>", choices: ["events-email"] });
  const open = await site.browser().get(`/register/verify/${token}`);
  for (const words of ["Amara &lt;b&gt;Okonkwo&lt;/b&gt;", "Events and training days that we run"]) expect(open.html).toContain(words);
  expect(open.html).not.toContain(email);
  expect(open.html).toMatch(/autocomplete="new-password"/i);

  await site.browser().post(`/register/verify/${token}`, { password: CHOSEN });
  const used = await site.browser().get(`/register/verify/${token}`);
  expect([used.status, used.html.includes("This link has been used")]).toEqual([410, true]);
  expect((await site.browser().get("/register/verify/unknown")).status).toBe(404);
});

test("where the address has an account, the page offers no password, and signing in leads back to the button", async () => {
  const holder = await anAccount({ isMember: false });
  const { token } = await aClaim({ email: holder.email });
  const path = `/register/verify/${token}`;
  const browser = site.browser();
  const stranger = await browser.get(path);
  expect(stranger.html).not.toContain('type="password"');
  expect(stranger.html).toContain(`/sign-in?next=${encodeURIComponent(path)}`);
  expect((await browser.post(path, { password: "an entirely new secret" })).status).toBe(400);

  await enter(browser, holder.email);
  const done = await browser.post(path, {});
  expect([done.status, done.location]).toEqual([303, "/account/application"]);
  expect((await browser.get("/account/application")).html).toContain("It waits for a decision");
});

test("PMN-26: an applicant signs in, sees their application, and reads nothing that is for members until they are approved", async () => {
  const category = await aCategory({ audience: "members" });
  const application = await anApplication();
  const browser = site.browser();
  await signIn(browser, application.email, { password: CHOSEN });
  expect((await browser.get("/account/application")).html).toContain("Waiting");
  expect((await browser.get(`/forum/${category}`)).status).toBe(404);
  expect((await browser.get("/admin")).status).toBe(403);

  const decider = await aDecider();
  await approveApplication(ctxFor(decider), { code: application.code, organisation: "Larkhollow Surgery", odsCode: null });
  expect((await browser.get(`/forum/${category}`)).status).toBe(200);
});

test("IMS-14: an account with everything optional left out works", async () => {
  const email = anAddress();
  await apply(typed(email));
  await site.browser().post(`/register/verify/${await tokenTo("apply", email)}`, { password: CHOSEN });
  const browser = site.browser();
  await signIn(browser, email, { password: CHOSEN });

  for (const path of ["/account", "/account/profile", "/account/newsletters", "/account/notifications", "/account/application"])
    expect([path, (await browser.get(path)).status]).toEqual([path, 200]);
});

test("an applicant answers a question; what is wrong comes back with what was typed", async () => {
  const application = await anApplication();
  const decider = await aDecider();
  await askApplicant(ctxFor(decider), { code: application.code, question: "Which <practice>?" });
  const browser = site.browser();
  await signIn(browser, application.email, { password: CHOSEN });
  const page = await browser.get("/account/application");
  expect(page.html).toContain("Which &lt;practice&gt;?");
  const askedOn = ({ html }: { html: string }) => /name="asked" value="(\d+)"/.exec(html)![1]!;
  const answer = { answer: "The one by the canal.", asked: askedOn(page) };
  expect((await browser.post("/account/application/answer", { ...answer, answer: " " })).html).toContain("Enter your answer");

  await askApplicant(ctxFor(decider), { code: application.code, question: "And since when?" });
  const again = await browser.post("/account/application/answer", answer);
  expect([again.status, again.html.includes("And since when?"), again.html.includes(answer.answer)]).toEqual([409, true, true]);
  const sent = await browser.post("/account/application/answer", { ...answer, asked: askedOn(again) });
  expect([sent.status, sent.location]).toEqual([303, "/account/application"]);
  expect((await storedApplication(application.id)).state).toBe("waiting");

  await askApplicant(ctxFor(decider), { code: application.code, question: "Who else?" });
  await browser.post("/account/application/answer", { ...answer, asked: askedOn(again) });
  const { html } = await browser.get("/account/application");
  expect([html.includes("We have your answer."), html.includes("waits for a decision"), html.includes(application.code)]).toEqual([
    true,
    false,
    true,
  ]);
});

test("an applicant takes the application back on a page of its own", async () => {
  const application = await anApplication();
  const browser = site.browser();
  await signIn(browser, application.email, { password: CHOSEN });
  expect((await browser.get("/account/application/withdraw")).html).toContain("Take your application back?");
  await browser.post("/account/application/withdraw", {});

  expect((await storedApplication(application.id)).state).toBe("withdrawn");
  expect((await browser.get("/account/application/withdraw")).location).toBe("/account/application");
});

test("an invited specialist sees who invites to what, accepts, and signs in", async () => {
  const { email, token } = await anInvitation({ message: "Please <i>come</i>." });
  const page = await site.browser().get(`/invitations/${token}`);
  for (const words of ["pcn-leads", "Please &lt;i&gt;come&lt;/i&gt;."]) expect(page.html).toContain(words);
  const accepted = await site.browser().post(`/invitations/${token}`, { password: CHOSEN });
  expect([accepted.status, accepted.location]).toEqual([303, "/invitations/accepted"]);

  const browser = site.browser();
  expect((await signIn(browser, email, { password: CHOSEN })).status).toBe(303);
  expect((await browser.get("/account")).status).toBe(200);
  expect((await site.browser().get(`/invitations/${token}`)).status).toBe(410);
});

/** Names that a column, a grant or an object's inside would answer to. */
const EXTRA = {
  role: "administrator",
  roles: ["member"],
  state: "approved",
  approved: "1",
  personId: "0192f1c0-0000-7000-8000-000000000001",
  proofId: "0192f1c0-0000-7000-8000-000000000001",
  organisationId: "0192f1c0-0000-7000-8000-000000000001",
  listIds: "0192f1c0-0000-7000-8000-000000000001",
  decidedAt: "2026-01-01",
  decidedBy: "0192f1c0-0000-7000-8000-000000000001",
  provenAt: "2026-01-01",
  processing: "no",
  groupIds: "0192f1c0-0000-7000-8000-000000000001",
  groups: ["pcn-leads"],
  signedInAs: "0192f1c0-0000-7000-8000-000000000001",
  canonical: "other@test.example",
  __proto__: "x",
  "constructor[prototype][role]": "administrator",
};

test("B25: the form, the button and the answer take their own fields and nothing else", async () => {
  const email = anAddress();
  await apply({ ...typed(email), ...EXTRA });
  const [claim] = await applicationsTo(email);
  expect(await storedApplication(claim!.id)).toMatchObject({
    state: "unproven",
    personId: null,
    listIds: [],
    decidedAt: null,
    decidedBy: null,
  });

  await site.browser().post(`/register/verify/${await tokenTo("apply", email)}`, { password: CHOSEN, ...EXTRA });
  const { personId } = (await findHolder(systemCtxFor(), email))!;
  expect(await storedApplication(claim!.id)).toMatchObject({ state: "waiting", personId, decidedAt: null });
  expect(await db.select().from(grants).where(eq(grants.personId, personId))).toEqual([]);
  expect((await db.select().from(persons).where(eq(persons.id, personId)))[0]).toMatchObject({ processing: "yes", source: "application" });

  const browser = site.browser();
  await signIn(browser, email, { password: CHOSEN });
  await askApplicant(ctxFor(await aDecider()), { code: (await storedApplication(claim!.id)).code, question: "Where?" });
  await browser.post("/account/application/answer", { answer: "Here", asked: "1", ...EXTRA });
  expect(await storedApplication(claim!.id)).toMatchObject({ state: "waiting", personId, decidedAt: null });
});

test("B25: accepting an invitation gives its groups, whatever the form adds", async () => {
  const { email, token } = await anInvitation();
  await site.browser().post(`/invitations/${token}`, { password: CHOSEN, ...EXTRA, groups: ["digital-champions"], endsAt: "2099-01-01" });
  const { personId } = (await findHolder(systemCtxFor(), email))!;
  const given = await db.select().from(grants).where(eq(grants.personId, personId));

  expect(given).toHaveLength(1);
  expect(given[0]).toMatchObject({ role: null, source: "invitation" });
});

test("the pages take few statements", async () => {
  await site.browser().get("/register");
  const { token } = await aClaim();
  const invitation = await anInvitation();
  const queries = async (path: string) => (await site.browser().get(path)).queries;

  expect(await queries("/register")).toBe(1);
  expect(await queries(`/register/verify/${token}`)).toBe(3);
  expect(await queries(`/invitations/${invitation.token}`)).toBe(4);
});

// last: what it uses up, this network does not have again for an hour
test("B39: forms that come faster than a person soon have to wait; somebody who reads does not", async () => {
  const visitor = site.browser();
  const { html } = await visitor.get("/register");
  const shownAt = /name="shownAt" value="([^"]*)"/.exec(html)![1]!;
  let last = 0;
  for (let time = 0; time < 25; time++) last = (await visitor.post("/register", { ...typed(anAddress()), shownAt: "made up" })).status;
  expect(last).toBe(429);

  await new Promise((done) => setTimeout(done, 3100));
  expect((await visitor.post("/register", { ...typed(anAddress()), shownAt })).status).toBe(303);
});
