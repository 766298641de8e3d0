import { and, desc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { interests } from "#db/schema/people";
import { offerReading } from "~/features/content/pages/offered.queries.server";
import { findPage } from "~/features/content/pages/pages.queries.server";
import { tagPage } from "~/features/content/publishing/review-page.server";
import { applyToJoin } from "~/features/membership/applications/apply-to-join.server";
import { findMyApplication } from "~/features/membership/applications/my-application.server";
import {
  changeInterest,
  createInterest,
  type InterestWords,
  offerInterestAgain,
  retireInterest,
} from "~/features/people/arrange-interests.server";
import { listInterests } from "~/features/people/interests.queries.server";
import { getDetails, saveDetails } from "~/features/people/save-details.server";
import { inTransaction } from "~/lib/transaction.server";
import { aPage, storedPage } from "../../support/content";
import { ctxFor, somebodyWaits, systemCtxFor, testDb } from "../../support/context";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { anApplication, someAnswers } from "../../support/membership";
import { aMember, anInterest, loadPerson } from "../../support/people";

const editor = async () => ctxFor(await aMember({ roles: ["editor"] }));
const words = (more: Partial<InterestWords> = {}): InterestWords => ({ name: "Dispensing", description: "", position: 4, ...more });
const offered = async () => (await listInterests(systemCtxFor())).map(({ name }) => name);

test("a new portal offers a list to begin with, in the order of words", async () => {
  expect((await offered()).slice(0, 9)).toEqual([
    "Complaints",
    "CQC and quality",
    "Digital and data",
    "Finance",
    "Patient access",
    "PCN working",
    "Premises",
    "Staffing",
    "Training",
  ]);
});

test("an interest is offered where it was put, once, and no other has its name", async () => {
  const ctx = await editor();
  expect(await createInterest(ctx, words())).toEqual({ ok: true, slug: "dispensing" });
  expect(await createInterest(ctx, words())).toEqual({ ok: true, slug: "dispensing" });
  expect(await createInterest(ctx, words({ name: "DISPENSING" }))).toEqual({ ok: false, reason: "taken" });
  expect((await offered()).slice(3, 6)).toEqual(["Dispensing", "Finance", "Patient access"]);

  expect(await changeInterest(ctx, { slug: "dispensing", ...words({ name: "Finance" }) })).toEqual({ ok: false, reason: "taken" });
  await changeInterest(ctx, { slug: "dispensing", ...words({ position: 0 }) });
  expect((await offered())[0]).toBe("Dispensing");
});

/** An interest that a member, a page and an application name. */
async function aChosenInterest() {
  const slug = await anInterest();
  const [row] = await testDb().db.select().from(interests).where(eq(interests.slug, slug));
  const { name } = row!;
  const member = await aMember();
  await saveDetails(ctxFor(member), { personId: member.personId, details: { interests: [name, "Finance"] } });
  const page = await aPage({ interests: [name] });
  const { personId } = await anApplication({ interests: [name] });
  const theirs = async () => {
    const { guides, interests } = await offerReading(ctxFor(member), { guides: 10, articles: 0 });
    return interests.length > 0 ? guides.map(({ path }) => path) : [];
  };
  const seen = async () => ({
    member: (await getDetails(systemCtxFor(), member.personId)).interests,
    page: (await findPage(systemCtxFor(), page))!.interests,
    application: (await findMyApplication(ctxFor(await loadPerson(personId))))!.interests,
    applicant: (await getDetails(systemCtxFor(), personId)).interests,
    guides: await theirs(),
  });
  return { slug, name, member, page, seen };
}

test("an interest that is given another name goes along everywhere", async () => {
  const { slug, name, page, seen } = await aChosenInterest();
  const before = { member: ["Finance", name], page: [name], application: [name], applicant: [name], guides: [page] };
  expect(await seen()).toEqual(before);

  const other = `Other ${slug}`;
  await changeInterest(await editor(), { slug, ...words({ name: other, position: 901 }) });

  expect(await seen()).toEqual({ ...before, member: ["Finance", other], page: [other], application: [other], applicant: [other] });
});

test("one that is taken off the list stays with who chose it until they untick it, and can come back", async () => {
  const { slug, name, member, page, seen } = await aChosenInterest();
  const ctx = await editor();
  const before = await seen();

  expect(await retireInterest(ctx, slug)).toBe(true);
  expect(await retireInterest(ctx, slug)).toBe(false);

  expect(await offered()).not.toContain(name);
  expect(await seen()).toEqual(before);
  // saved again with it, then without
  const save = (chosen: string[]) => saveDetails(ctxFor(member), { personId: member.personId, details: { interests: chosen } });
  // as forms put it, those that are offered first: nothing changed
  const saved = and(eq(auditEntries.subjectId, member.personId), eq(auditEntries.action, "profile.changed"));
  const changes = await testDb().db.$count(auditEntries, saved);
  for (const chosen of [
    ["Finance", name],
    [name, "Finance"],
  ])
    expect(await save(chosen)).toEqual({ ok: true });
  expect(await testDb().db.$count(auditEntries, saved)).toBe(changes);
  expect(await save([name])).toEqual({ ok: true });
  expect((await seen()).member).toEqual([name]);
  await save([]);
  expect(await seen()).toMatchObject({ member: [], page: [name], guides: [] });

  expect(await offerInterestAgain(ctx, slug)).toBe(true);
  expect(await offered()).toContain(name);
  expect((await findPage(systemCtxFor(), page))!.interests).toEqual([name]);
  const entries = await testDb().db.select().from(auditEntries).where(eq(auditEntries.objectId, slug)).orderBy(desc(auditEntries.id));
  expect(entries.map(({ action }) => action)).toEqual(["interest.offered-again", "interest.retired", "interest.created"]);
});

test("what is on no list is refused, and nothing is stored", async () => {
  const { member, name, seen, page } = await aChosenInterest();
  const before = await seen();
  const details = { jobTitle: "Manager", interests: [name, "Nothing"] };
  expect(await saveDetails(ctxFor(member), { personId: member.personId, details })).toEqual({
    ok: false,
    reason: "unknown-interest",
    field: "interests",
  });
  const { code } = await storedPage(page);
  expect(await tagPage(await editor(), { code, interests: ["Nothing"] })).toEqual({ ok: false, reason: "unknown-interest" });
  expect(await seen()).toEqual(before);
  expect((await getDetails(systemCtxFor(), member.personId)).jobTitle).toBe("");
});

test("nobody chooses what is no longer offered but who holds it", async () => {
  const { slug, name, member, page } = await aChosenInterest();
  await retireInterest(await editor(), slug);

  const other = await aMember();
  const details = { interests: [name] };
  expect(await saveDetails(ctxFor(other), { personId: other.personId, details })).toMatchObject({ reason: "unknown-interest" });
  expect(await saveDetails(ctxFor(member), { personId: member.personId, details })).toEqual({ ok: true });
  const tag = async (path: string) => tagPage(await editor(), { code: (await storedPage(path)).code, interests: [name] });
  expect([await tag(page), await tag(await aPage())]).toEqual([{ ok: true }, { ok: false, reason: "unknown-interest" }]);
  const applied = await applyToJoin(systemCtxFor(), someAnswers({ interests: [name] }));
  expect(applied).toEqual({ ok: false, reason: "unknown-interest" });
});

test("who chooses an interest while it is renamed is refused, or it goes along", async () => {
  const { slug, name, member } = await aChosenInterest();
  const ctx = await editor();
  const other = `Other ${slug}`;
  const saving = await inTransaction(ctx, async (ctx) => {
    await changeInterest(ctx, { slug, ...words({ name: other }) });
    const saving = saveDetails(ctxFor(member), { personId: member.personId, details: { interests: [name] } });
    await expect.poll(somebodyWaits).toBe(true);
    return { saving };
  });
  expect(await saving.saving).toEqual({ ok: false, reason: "unknown-interest", field: "interests" });
  expect((await getDetails(systemCtxFor(), member.personId)).interests).toContain(other);
});

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await aSite();
  browser = site.browser();
  await enter(browser, (await anAccount({ roles: ["editor"] })).email);
});

test("an editor adds an interest, renames it and takes it off the list; forms offer what is on it", async () => {
  const fields = { name: "Hybrid work", description: "From home and in the practice.", position: "5" };
  expect((await browser.post("/admin/interests/new", { ...fields, position: "first" })).html).toContain("Order must be a whole number");
  expect((await browser.post("/admin/interests/new", { ...fields, name: "finance" })).html).toContain("has this name already");
  expect((await browser.post("/admin/interests/new", fields)).location).toBe("/admin/interests");
  const visitor = site.browser();
  const { code } = await storedPage(await aPage());
  const forms = [
    () => browser.get("/account/profile"),
    () => visitor.get("/register"),
    () => browser.get(`/admin/content/${code}/interests`),
  ];
  for (const form of forms) expect((await form()).html).toContain('value="Hybrid work"');

  await browser.post("/admin/interests/hybrid-work", { ...fields, name: "Working from home" });
  for (const form of forms) expect((await form()).html).not.toContain('value="Hybrid work"');
  await browser.post("/account/profile", { fullName: "Edith Editor", interests: ["Working from home"] });
  await browser.post("/admin/interests/hybrid-work/retire", {});

  expect((await visitor.get("/register")).html).not.toContain("Working from home");
  const own = (await browser.get("/account/profile")).html;
  expect(own).toContain('value="Working from home"');
  expect(own).toContain("No longer on the list");
  const late = await visitor.post("/register", {
    fullName: "Late Comer",
    jobTitle: "Manager",
    organisation: "X",
    email: "late@test.example",
    interests: ["Hybrid work"],
  });
  expect([late.status, late.html.includes("The list has changed since this page was opened")]).toEqual([400, true]);
});
