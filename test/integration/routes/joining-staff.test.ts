import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { membershipInvitations } from "#db/schema/membership";
import { declineApplication } from "~/features/membership/applications/decline-application.server";
import { loadActor } from "~/features/people/actor.queries.server";
import { POSING } from "~/features/people/posing-name";
import { ctxFor, systemCtxFor } from "../../support/context";
import { databaseState } from "../../support/database-state";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aDecider, anApplication, anInvitation, storedApplication, storedInvitation } from "../../support/membership";
import { anAddress, mailsTo } from "../../support/newsletters";
import { aGroup } from "../../support/people";

let site: Site;
let officer: Browser;
let sponsor: Browser;
let officerId: string;
let sponsorActor: Awaited<ReturnType<typeof anAccount>>;
beforeAll(async () => {
  site = await aSite();
  await aGroup("pcn-leads");
  const one = await anAccount({ roles: ["contacts-officer"], displayName: "Joanne Tully" });
  sponsorActor = await anAccount({ roles: ["steering-group"], displayName: "Ruth Adeyemi" });
  officerId = one.personId;
  [officer, sponsor] = [site.browser(), site.browser()];
  await enter(officer, one.email);
  await enter(sponsor, sponsorActor.email);
});

const { db } = systemCtxFor();
const where = { organisation: "Larkhollow Surgery", ods: "" };
const invitation = () => ({
  fullName: "Idris Pemberton",
  email: anAddress(),
  groups: ["pcn-leads"],
  endsDay: "31",
  endsMonth: "3",
  endsYear: String(new Date().getUTCFullYear() + 1),
  message: "Do <b>come</b>.",
});

test("PMN-26: only deciders open applications, and only sponsors open invitations", async () => {
  const application = await anApplication();
  const { code } = await anInvitation();
  const paths = ["", `/${application.code}`, `/${application.code}/approve`, `/${application.code}/decline`, `/${application.code}/ask`];
  const admin = site.browser();
  await enter(admin, (await anAccount({ roles: ["administrator"] })).email);
  const member = site.browser();
  await enter(member, (await anAccount()).email);

  for (const browser of [admin, member]) {
    for (const path of paths) expect([path, (await browser.get(`/admin/applications${path}`)).status]).toEqual([path, 403]);
  }
  for (const browser of [admin, member, officer]) {
    for (const path of ["", "/new", `/${code}/revoke`])
      expect([path, (await browser.get(`/admin/invitations${path}`)).status]).toEqual([path, 403]);
    expect((await browser.post("/admin/invitations/send", invitation())).status).toBe(403);
    expect((await browser.post(`/admin/invitations/${code}/revoke`, {})).status).toBe(403);
  }
  expect((await member.post(`/admin/applications/${application.code}/approve`, where)).status).toBe(403);
  expect(await storedApplication(application.id)).toMatchObject({ state: "waiting" });
  expect(await storedInvitation(code)).toMatchObject({ state: "open" });
});

test("applications are shown to those who have undertaken confidentiality", async () => {
  const fresh = site.browser();
  await enter(fresh, (await anAccount({ roles: ["contacts-officer"], hasUndertaken: false })).email);

  expect((await fresh.get("/admin/applications")).location).toMatch(/^\/account\/undertaking/);
});

test("a decider finds an application in the queue, reads it, and approves it on a page of its own", async () => {
  const application = await anApplication({ fullName: "Ngozi <Adichie>", organisation: "Weir House X77001" });
  expect((await officer.get("/admin/applications")).html).toContain("Ngozi &lt;Adichie&gt;");
  const record = await officer.get(`/admin/applications/${application.code}`);
  expect(record.html).toContain(application.email);
  const page = await officer.get(`/admin/applications/${application.code}/approve`);
  for (const value of ["Weir House", "X77001"]) expect(page.html).toContain(`value="${value}"`);

  const seen = /name="seen" value="([^"]*)"/.exec(page.html)![1]!;
  const done = await officer.post(`/admin/applications/${application.code}/approve`, { seen, organisation: "Weir House", ods: "X77001" });
  expect([done.status, done.location]).toEqual([303, "/admin/applications"]);
  expect(await storedApplication(application.id)).toMatchObject({ state: "approved", decidedBy: officerId });
  expect((await officer.get("/admin/applications")).html).toContain("The application is approved");
  expect((await officer.get(`/admin/applications/${application.code}/approve`)).location).toBe(`/admin/applications/${application.code}`);
});

test("a look at an application is in the applicant's record of looks", async () => {
  const application = await anApplication();
  await officer.get(`/admin/applications/${application.code}`);
  const looks = await db
    .select({ action: auditEntries.action, actorId: auditEntries.actorId })
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, application.personId), eq(auditEntries.class, "access")));

  expect(looks).toEqual([{ action: "application.looked-at", actorId: officerId }]);
});

test("declining without a reason, and asking nothing, are refused with what was typed", async () => {
  const { code, id } = await anApplication();
  expect((await officer.post(`/admin/applications/${code}/decline`, { reason: " " })).html).toContain("Enter a reason");
  expect((await officer.post(`/admin/applications/${code}/ask`, {})).html).toContain("Enter a question");
  expect((await officer.post(`/admin/applications/${code}/approve`, { ...where, ods: "no code" })).html).toContain(
    "no code".toUpperCase().slice(0, 0),
  );
  expect((await storedApplication(id)).state).toBe("waiting");
});

test("a decision that was refused for something else is still about what its page showed, until its reader is told of the rest", async () => {
  const { code, id } = await anApplication();
  const path = `/admin/applications/${code}/decline`;
  const seenOn = ({ html }: { html: string }) => /name="seen" value="([^"]*)"/.exec(html)![1]!;
  const seen = seenOn(await officer.get(path));
  await sponsor.post(`/admin/applications/${code}/ask`, { question: "Which practice?" });

  const empty = await officer.post(path, { seen, reason: " " });
  expect([empty.status, seenOn(empty)]).toEqual([400, seen]);
  const told = await officer.post(path, { seen, reason: "No such practice." });
  expect([told.status, told.html.includes("asked the applicant a question meanwhile")]).toEqual([409, true]);
  expect((await storedApplication(id)).state).toBe("asked");
  expect((await officer.post(path, { seen: seenOn(told), reason: "No such practice." })).status).toBe(303);
});

test("B28: the second decider gets 409 and is told who was first", async () => {
  const { code, id } = await anApplication();
  const page = await sponsor.get(`/admin/applications/${code}/approve`);
  const seen = /name="seen" value="([^"]*)"/.exec(page.html)![1]!;
  await officer.post(`/admin/applications/${code}/decline`, { reason: "No such practice." });

  const second = await sponsor.post(`/admin/applications/${code}/approve`, { ...where, seen });
  expect(second.status).toBe(409);
  expect(second.html).toContain("Joanne Tully declined this application first");
  expect((await storedApplication(id)).state).toBe("declined");
});

test("B25: a decision takes its own fields and nothing else", async () => {
  const application = await anApplication();
  const extra = {
    decidedBy: sponsorActor.personId,
    personId: sponsorActor.personId,
    state: "waiting",
    role: "administrator",
    sourceId: "x",
  };
  await officer.post(`/admin/applications/${application.code}/approve`, { ...where, ...extra });

  expect(await storedApplication(application.id)).toMatchObject({
    state: "approved",
    decidedBy: officerId,
    personId: application.personId,
  });
  expect(await loadActor(db, application.personId, new Date())).toMatchObject({ roles: ["member"] });
});

test("a sponsor sees the invitation once more before it is sent, and can change it", async () => {
  const typed = invitation();
  const before = await databaseState();
  const checked = await sponsor.post("/admin/invitations/check", typed);
  expect(checked.status).toBe(200);
  for (const words of ["Check the invitation", typed.email, "Do &lt;b&gt;come&lt;/b&gt;.", "31 March"])
    expect(checked.html).toContain(words);
  const changed = await sponsor.post("/admin/invitations/new", typed);
  expect(changed.html).toContain(`value="${typed.email}"`);
  expect(await databaseState()).toEqual(before);

  const sent = await sponsor.post("/admin/invitations/send", typed);
  expect([sent.status, sent.location]).toEqual([303, "/admin/invitations"]);
  expect((await sponsor.get("/admin/invitations")).html).toContain(typed.email);
  expect((await mailsTo(typed.email)).map(({ kind }) => kind)).toEqual(["invitation"]);
});

test("a wrong invitation comes back with what was typed", async () => {
  const answer = await sponsor.post("/admin/invitations/check", { ...invitation(), groups: [], endsDay: "31", endsMonth: "2" });

  expect(answer.status).toBe(400);
  expect(answer.html).toContain("Choose at least one group");
  expect(answer.html).toContain("Enter the last day");
  expect(answer.html).toContain('value="Idris Pemberton"');
  for (const act of ["check", "send"]) {
    const posing = { ...invitation(), fullName: "Forum Moderator" };
    const refused = await sponsor.post(`/admin/invitations/${act}`, posing);
    expect([act, refused.status, refused.html.includes(POSING)]).toEqual([act, 400, true]);
    expect(await mailsTo(posing.email)).toEqual([]);
  }
});

test("B25: an invitation takes its own fields: its sponsor is who is signed in", async () => {
  const typed = invitation();
  await sponsor.post("/admin/invitations/send", {
    ...typed,
    invitedBy: officerId,
    groupIds: "0192f1c0-0000-7000-8000-000000000001",
    state: "accepted",
    personId: officerId,
    endsAt: "2099-01-01",
  });
  const [row] = await db
    .select()
    .from(membershipInvitations)
    .where(eq(membershipInvitations.invitedBy, sponsorActor.personId))
    .orderBy(membershipInvitations.id)
    .limit(50);

  expect(row).toMatchObject({ state: "open", personId: null });
  expect(await db.select().from(membershipInvitations).where(eq(membershipInvitations.invitedBy, officerId))).toEqual([]);
});

test("withdrawing has a page of its own, and ends the link", async () => {
  const { code, token } = await anInvitation({ sponsor: sponsorActor });
  expect((await sponsor.get(`/admin/invitations/${code}/revoke`)).html).toContain("Withdraw this invitation?");
  expect((await sponsor.post(`/admin/invitations/${code}/revoke`, {})).location).toBe("/admin/invitations");

  expect((await storedInvitation(code)).state).toBe("revoked");
  expect((await site.browser().get(`/invitations/${token}`)).html).toContain("This invitation has ended");
});

test("sending again within a day sends nothing, and says so", async () => {
  const { code, email } = await anInvitation({ sponsor: sponsorActor });
  await sponsor.post(`/admin/invitations/${code}/resend`, {});

  expect((await sponsor.get("/admin/invitations")).html).toContain("nothing was sent");
  expect(await mailsTo(email)).toHaveLength(1);
});

test("the pages take few statements, however many applications and invitations there are", async () => {
  for (let each = 0; each < 4; each++) {
    const { code } = await anApplication();
    await declineApplication(ctxFor(await aDecider()), { code, reason: "No." });
    await anInvitation({ sponsor: sponsorActor });
  }
  const { code } = await anApplication({ fullName: "Nobody Else Has This Name", organisation: "Nowhere" });
  const cost = async (browser: Browser, path: string) => (await browser.get(path)).queries;
  const base = await cost(officer, "/admin");

  expect((await cost(officer, "/admin/applications?state=declined")) - base).toBeLessThanOrEqual(6);
  expect((await cost(officer, `/admin/applications/${code}`)) - base).toBeLessThanOrEqual(12);
  expect((await cost(sponsor, "/admin/invitations")) - base).toBeLessThanOrEqual(5);
});
