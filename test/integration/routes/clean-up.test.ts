import { expect, test } from "vitest";
import { addReason } from "~/features/forum/moderation/reasons.server";
import { ctxFor } from "../../support/context";
import { formsOf } from "../../support/forms";
import { aCleanUp, aForumSite, aTopic, reply, storedPost } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember, type TestPerson } from "../../support/people";

const { browserOf } = aForumSite();
const aModeratorBrowser = async () => browserOf(await anAccount({ roles: ["moderator"], secondFactorAt: new Date() }));
const pathOf = (member: TestPerson) => `/admin/forum/members/${member.ref}/clean-up`;

test("what is chosen is previewed before anything goes; a wrong choice and a missing reason are said where they were made", async () => {
  const member = await aMember({ displayName: "Sally Seller" });
  const topic = await aTopic();
  const number = await reply(member, topic, "Buy a wombat");
  const moderator = await aModeratorBrowser();
  const choice = await moderator.get(pathOf(member));
  expect([choice.status, choice.html.includes("Buy a wombat")]).toEqual([200, true]);
  const wrong = await moderator.get(`${pathOf(member)}?which=since&sinceDay=40&sinceMonth=1&sinceYear=2026`);
  expect([wrong.status, wrong.html.includes("Enter a whole day"), wrong.html.includes('value="40"')]).toEqual([400, true, true]);
  const empty = await moderator.get(`${pathOf(member)}?which=ticked`);
  expect([empty.status, empty.html.includes("Tick what is removed")]).toEqual([400, true]);

  const query = `?which=ticked&items=${topic.code}.${number}`;
  const preview = await moderator.get(pathOf(member) + query);
  expect(preview.html).toContain("1 reply or comment");
  const form = formsOf(preview.html).find(({ action }) => action.startsWith(pathOf(member)))!;
  const fields = { kind: "warned", submissionId: form.fields.find(({ name }) => name === "submissionId")!.value };
  const refused = await moderator.post(form.action, { ...fields, why: "" });
  expect([refused.status, refused.html.includes("Say why"), refused.html.includes("1 reply or comment")]).toEqual([400, true, true]);
  expect((await storedPost(topic, number)).removedAt).toBeNull();

  await addReason(ctxFor(await aMember({ roles: ["moderator"] })), "It is an advertisement.");
  // without script: the empty field and the chosen one, of one name
  const done = await moderator.post(form.action, { ...fields, why: ["", "It is an advertisement."] });
  expect(done.location).toMatch(/^\/admin\/forum\/clean-ups\//);
  const shown = await moderator.get(done.location!.split("#")[0]!);
  expect(shown.html).toContain("It is an advertisement.");
});

test("its page is for moderators, and for the member whose posts they were", async () => {
  const member = await anAccount();
  const topic = await aTopic({ title: "Sells wombats" });
  const whole = await aTopic({ author: member, title: "Sells more wombats" });
  const items = [`${topic.code}.${await reply(member, topic)}`, `${whole.code}.1`];
  const code = await aCleanUp(member, items, "It sells something");
  const [own, other, moderator] = [await browserOf(member), await browserOf(await anAccount()), await aModeratorBrowser()];
  const shown = await own.get(`/forum/clean-ups/${code}`);
  expect([shown.status, shown.html.includes("It sells something"), shown.html.includes("Sells wombats")]).toEqual([200, true, true]);
  expect(shown.html).toContain("All of your topic “Sells more wombats”");
  expect((await other.get(`/forum/clean-ups/${code}`)).status).toBe(404);
  expect((await other.get(`/admin/forum/clean-ups/${code}`)).status).toBe(403);
  expect((await moderator.get(`/forum/clean-ups/${code}`)).status).toBe(404);
  expect((await moderator.get(`/admin/forum/clean-ups/${code}`)).html).toContain("Undo all of it");
});

test("whoever reported or moderated cannot clean up staff, nor themselves", async () => {
  const staff = await anAccount({ roles: ["moderator"], secondFactorAt: new Date() });
  const editor = await aMember({ roles: ["editor"] });
  await aTopic({ author: editor });
  await aTopic({ author: staff });
  const browser = await browserOf(staff);
  expect((await browser.get(pathOf(editor))).status).toBe(403);
  expect((await browser.get(pathOf(staff))).status).toBe(403);
});
