import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aCategory, aForumSite, aTopic, latestModeration, storedPost } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aGroup, aMember } from "../../support/people";

const { visitor, browserOf, aMemberBrowser } = aForumSite();
const plain = (html: string) => html.replaceAll("<!-- -->", "");

/** A post of somebody with an account, removed by a moderator. */
async function aRemovedPost() {
  const author = await anAccount();
  const topic = await aTopic({ author, body: "Rude <words>" });
  await removePost(ctxFor(await aMember({ roles: ["moderator"] })), { topic: topic.code, number: 1, why: "Rude" });
  return { author, topic, code: (await latestModeration(author)).code };
}

test("PMN-16: the author sees what was removed and why, appeals, and reads the decision", async () => {
  const { author, topic, code } = await aRemovedPost();
  const browser = await browserOf(author);
  const path = `/forum/moderations/${code}`;
  expect((await browser.get(`/forum/topics/${topic.code}`)).html).toContain(`href="${path}"`);

  expect((await browser.get("/")).html).toContain(" unread</span>");
  const { html } = await browser.get(path);
  expect((await browser.get("/")).html).not.toContain(" unread</span>");
  expect(html).toContain("Rude &lt;words&gt;</pre>");
  expect(html).toContain("Rude</dd>");
  expect(html).toContain("Another moderator decides");
  const empty = await browser.post(`${path}/appeal`, { appeal: " " });
  expect([empty.status, empty.html.includes("Say why you think that this was wrong")]).toEqual([400, true]);
  expect((await browser.post(`${path}/appeal`, { appeal: "A <quotation>" })).location).toBe(path);
  expect((await browser.get(path)).html).toContain("You appealed already.");

  const judge = await browserOf(await anAccount({ roles: ["moderator"] }));
  const staffPath = `/admin/forum/moderations/${code}`;
  expect((await judge.get("/admin/forum")).html).toContain(`href="${staffPath}"`);
  expect((await judge.get(path)).location).toBe(staffPath);
  expect((await judge.get(staffPath)).html).toContain("A &lt;quotation&gt;");
  expect((await judge.post(`${staffPath}/decide`, { decision: "", why: "" })).status).toBe(400);
  expect((await judge.post(`${staffPath}/decide`, { decision: "undone", why: "So it was" })).location).toBe(staffPath);

  expect((await visitor().get(`/forum/topics/${topic.code}`)).status).toBe(404);
  expect((await browser.get(`/forum/topics/${topic.code}`)).html).toContain("Rude &lt;words&gt;</p>");
  expect(plain((await browser.get(path)).html)).toContain("So it was");
  expect(plain((await browser.get("/account/notifications")).html)).toContain("Your post is back as you wrote it");
});

test("PMN-16: an edit by a moderator is shown as such, and its history is not for others", async () => {
  const topic = await aTopic({ body: "Patient Jane Doe" });
  const moderator = await browserOf(await anAccount({ roles: ["moderator"] }));
  const at = `/forum/topics/${topic.code}/posts/1`;
  expect((await moderator.post(`${at}/edit`, { body: "A patient", basedOn: "" })).html).toContain(
    "Say why you change somebody else’s post",
  );
  expect((await moderator.post(`${at}/edit`, { body: "A patient", basedOn: "", why: "It named a patient" })).status).toBe(303);

  const member = await aMemberBrowser();
  const { html } = await member.get(`/forum/topics/${topic.code}`);
  expect(plain(html)).toContain("Edited by moderator");
  expect(html).not.toContain("Jane");
  const { code } = await latestModeration(topic.author);
  for (const path of [`${at}/history`, `/forum/moderations/${code}`]) {
    const answer = await member.get(path);
    expect([answer.status, answer.html.includes("Jane")]).toEqual([404, false]);
  }
  expect((await member.get(`/admin/forum/moderations/${code}`)).status).toBe(403);
  expect((await moderator.get(`/admin/forum/moderations/${code}`)).html).toContain("Patient Jane Doe");
});

test("an act is undone on a page of its own", async () => {
  const { topic, code } = await aRemovedPost();
  const moderator = await browserOf(await anAccount({ roles: ["moderator"] }));
  const path = `/admin/forum/moderations/${code}`;

  expect((await moderator.get(`${path}/undo`)).html).toContain("Put it back");
  expect((await moderator.post(`${path}/undo`, {})).location).toBe(path);
  expect((await storedPost(topic, 1)).bodyMarkdown).toBe("Rude <words>");
  expect((await moderator.post(`${path}/undo`, {})).html).toContain("This was undone already.");
});

test("what was put aside is shown on no page without the look being written down", async () => {
  const { code } = await aRemovedPost();
  const account = await anAccount({ roles: ["moderator"] });
  const moderator = await browserOf(account);
  const looks = () =>
    systemCtxFor().db.$count(
      auditEntries,
      and(eq(auditEntries.action, "moderation.opened"), eq(auditEntries.objectId, code), eq(auditEntries.actorId, account.personId)),
    );

  for (const path of ["", "/undo"]) {
    const before = await looks();
    expect((await moderator.get(`/admin/forum/moderations/${code}${path}`)).html).toContain("Rude &lt;words&gt;");
    expect([path, await looks()]).toEqual([path, before + 1]);
  }
});

test("B26: pages of moderators are for moderators, who undertook confidentiality", async () => {
  const { code } = await aRemovedPost();
  const [member, editor] = [await aMemberBrowser(), await browserOf(await anAccount({ roles: ["editor"] }))];
  const unbound = await browserOf(await anAccount({ roles: ["moderator"], hasUndertaken: false }));
  const paths = ["/admin/forum", `/admin/forum/moderations/${code}`, `/admin/forum/moderations/${code}/undo`];

  for (const path of [...paths, "/admin/forum/categories", "/admin/forum/categories/new"]) {
    expect([path, (await member.get(path)).status, (await editor.get(path)).status]).toEqual([path, 403, 403]);
    expect((await visitor().get(path)).location).toContain("/sign-in?");
  }
  for (const path of paths) expect((await unbound.get(path)).location).toContain("/account/undertaking");
  for (const act of ["undo", "decide"]) expect((await member.post(`/admin/forum/moderations/${code}/${act}`, {})).status).toBe(403);
});

test("a category is made, renamed and narrowed; its topics go along", async () => {
  await aGroup("arrangers");
  const moderator = await browserOf(await anAccount({ roles: ["moderator"], groups: ["arrangers"] }));
  const fields = { name: "Hiring", description: "Finding people", position: "7", audience: "open" };
  const slug = `hiring-${Date.now()}`;

  expect((await moderator.post("/admin/forum/categories/new", { ...fields, slug: "topics" })).html).toContain("used by the forum itself");
  expect((await moderator.post("/admin/forum/categories/new", { ...fields, slug: "Not a slug" })).status).toBe(400);
  expect((await moderator.post("/admin/forum/categories/new", { ...fields, slug })).location).toBe("/admin/forum/categories");
  expect((await moderator.post("/admin/forum/categories/new", { ...fields, slug })).html).toContain("has this address already");
  const topic = await aTopic({ category: slug });
  expect((await visitor().get(`/forum/topics/${topic.code}`)).status).toBe(200);

  const at = `/admin/forum/categories/${slug}`;
  expect((await moderator.post(at, { ...fields, audience: "groups" })).html).toContain("Choose at least one group");
  expect((await moderator.post(at, { ...fields, name: "Hiring and rotas", audience: "groups", groups: "arrangers" })).status).toBe(303);

  expect((await visitor().get(`/forum/topics/${topic.code}`)).status).toBe(404);
  expect((await (await aMemberBrowser()).get(`/forum/topics/${topic.code}`)).status).toBe(404);
  expect((await moderator.get(`/forum/topics/${topic.code}`)).html).toContain("Hiring and rotas");
});

test("B26: a moderator neither arranges nor makes what they could not read", async () => {
  await aGroup("somebody-elses");
  const hidden = await aCategory({ audience: { groups: ["somebody-elses"] }, name: "A canary" });
  const moderator = await browserOf(await anAccount({ roles: ["moderator"] }));
  const fields = { name: "Taken over", description: "X", position: "1", audience: "open" };

  expect((await moderator.get("/admin/forum/categories")).html).not.toContain("A canary");
  expect((await moderator.get(`/admin/forum/categories/${hidden}`)).status).toBe(404);
  expect((await moderator.post(`/admin/forum/categories/${hidden}`, fields)).status).toBe(404);
  const made = await moderator.post("/admin/forum/categories/new", {
    ...fields,
    slug: `x-${Date.now()}`,
    audience: "groups",
    groups: "somebody-elses",
  });
  expect([made.status, made.html.includes("You are in none of these groups")]).toEqual([400, true]);
});
