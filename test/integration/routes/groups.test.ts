import { beforeAll, expect, test } from "vitest";
import { endGroup } from "~/features/accounts/staff/end-group.server";
import { STAFF_ROLES } from "~/features/permissions/permissions";
import { aPage, storedPage } from "../../support/content";
import { systemCtxFor } from "../../support/context";
import { anAccount, aSite, type Browser, enter, type Site } from "../../support/http";
import { aMember, aNewGroup, loadPerson } from "../../support/people";

let site: Site;
let admin: Browser;
beforeAll(async () => {
  site = await aSite();
  admin = site.browser();
  await enter(admin, (await anAccount({ roles: ["administrator"] })).email);
});

test("an administrator makes a group, finds somebody by their address, adds them and removes them", async () => {
  const person = await aMember({ fullName: "Wilhelmina Okonkwo-Bright" });
  expect((await admin.get("/admin/groups")).html).toContain("New group");
  expect((await admin.post("/admin/groups/new", { name: "", description: "" })).html).toContain("Enter a name");
  const made = await admin.post("/admin/groups/new", { name: "Rota planners", description: "Who plan rotas." });
  expect(made.location).toBe("/admin/groups/rota-planners");
  const taken = await admin.post("/admin/groups/new", { name: "ROTA planners", description: "Others." });
  expect([taken.status, taken.html.includes("has this name already")]).toEqual([400, true]);

  const add = "/admin/groups/rota-planners/add";
  const found = await admin.get(`${add}?q=${person.email}`);
  expect(found.html).toContain(`value="${person.ref}"`);
  expect(found.html).not.toMatch(new RegExp(`>[^<]*${person.email}[^<]*</label>`));
  expect((await admin.post(`${add}?q=Okonkwo`, {})).html).toContain("Choose who");
  expect((await admin.post(add, { person: person.ref })).location).toBe("/admin/groups/rota-planners");
  expect((await admin.get("/admin/groups/rota-planners")).html).toContain("Wilhelmina Okonkwo-Bright");
  expect((await loadPerson(person.personId)).groups).toHaveLength(1);
  expect((await admin.get(`${add}?q=${person.email}`)).html).toContain("Nobody who is not in the group already");
  expect((await admin.post(add, { person: person.ref })).html).toContain("They have this already");

  const remove = `/admin/groups/rota-planners/remove/${person.ref}`;
  expect((await admin.get(remove)).html).toContain("Remove Wilhelmina Okonkwo-Bright from “Rota planners”?");
  expect((await admin.post(remove, {})).location).toBe("/admin/groups/rota-planners");
  expect((await loadPerson(person.personId)).groups).toEqual([]);
  await admin.get("/admin/groups/rota-planners");
  await admin.post(remove, {});
  expect((await admin.get("/admin/groups/rota-planners")).html).toContain("They do not have this any more");
});

test("before a group ends it is said who leaves and what stays closed; afterwards it can start again", async () => {
  const { slug } = await aNewGroup({ name: "Soon over" });
  const person = await aMember({ groups: [slug] });
  await aPage({ title: "The hidden plan", audience: { groups: [slug] } });

  const asked = await admin.get(`/admin/groups/${slug}/end`);
  expect(asked.html).toContain("1 person will leave it");
  expect(asked.html).toMatch(/For this group and no other that is open: (<!-- -->)?1 page/);
  expect(asked.html).not.toContain("The hidden plan");
  expect((await admin.post(`/admin/groups/${slug}/end`, {})).location).toBe(`/admin/groups/${slug}`);
  expect((await admin.get(`/admin/groups/${slug}`)).html).toContain("1 person is told by email.");
  expect((await loadPerson(person.personId)).groups).toEqual([]);

  expect((await admin.post(`/admin/groups/${slug}/add`, { person: person.ref })).html).toContain("This group has ended");
  expect((await admin.get(`/admin/groups/${slug}/end`)).location).toBe(`/admin/groups/${slug}`);
  await admin.post(`/admin/groups/${slug}/start-again`, {});
  expect((await admin.get(`/admin/groups/${slug}`)).html).toContain("Nobody yet");
});

test("a group that has ended is offered nowhere, and is marked beside what was for it", async () => {
  const { slug } = await aNewGroup({ name: "Once upon a group" });
  const page = await aPage({ audience: { groups: [slug] } });
  await endGroup(systemCtxFor(), slug);
  const all = site.browser();
  await enter(all, (await anAccount({ roles: [...STAFF_ROLES] })).email);

  const forms = ["/admin/newsletters/new", "/admin/forum/categories/new", "/admin/content/new", "/admin/invitations/new", "/admin/members"];
  for (const path of forms) expect((await all.get(path)).html, path).not.toContain("Once upon a group");
  const { code } = await storedPage(page);
  expect((await all.get(`/admin/content/${code}`)).html).toContain("Once upon a group (ended)");
  // ticked, so that saving keeps it
  const readers = (await all.get(`/admin/content/${code}/audience`)).html;
  expect(/<input[^>]*value="once-upon-a-group"[^>]*>/.exec(readers)?.[0]).toContain("checked");
});

test.each(STAFF_ROLES.filter((role) => role !== "administrator"))("PMN-35: %s sees and arranges no group", async (role) => {
  const { slug } = await aNewGroup();
  const { ref } = await aMember();
  const browser = site.browser();
  await enter(browser, (await anAccount({ roles: [role] })).email);
  for (const act of ["", "/new", `/${slug}`, `/${slug}/add`, `/${slug}/change`, `/${slug}/end`, `/${slug}/remove/${ref}`])
    expect([act, (await browser.get(`/admin/groups${act}`)).status]).toEqual([act, 403]);
  for (const act of ["new", `${slug}/add`, `${slug}/change`, `${slug}/end`, `${slug}/start-again`, `${slug}/remove/${ref}`])
    expect([act, (await browser.post(`/admin/groups/${act}`, { person: ref, name: "X", description: "X" })).status]).toEqual([act, 403]);
});
