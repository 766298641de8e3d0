import { expect, test } from "vitest";
import { createCategory } from "~/features/forum/categories/create-category.server";
import { suggestMembers } from "~/features/forum/posts/suggest-members.queries.server";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aForumSite, aTopic, reply, storedPost } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aGroup, aMember, aPerson } from "../../support/people";

const { browserOf, visitor } = aForumSite();
const names = (found: Awaited<ReturnType<typeof suggestMembers>>) => found.map(({ typed }) => typed);

test("members are suggested by the beginnings of their shown name, first who wrote in the topic; nobody by a name that is not shown", async () => {
  const [writer, topic] = [await aMember(), await aTopic()];
  await aMember({ displayName: "Sukey Aldred" });
  await reply(await aMember({ displayName: "Sukey Zorn" }), topic);
  await aMember({ fullName: "Sukey Hidden", displayName: "Someone Else" });

  expect(names(await suggestMembers(ctxFor(writer), "suk", { topic: topic.code }))).toEqual(["@Sukey Zorn", "@Sukey Aldred"]);
  expect(names(await suggestMembers(ctxFor(writer), "", { topic: topic.code }))).toContain("@Sukey Zorn");
});

test("who cannot read the place is not suggested, and of two of one name each has a reference", async () => {
  const group = `suggest-${Date.now()}`;
  const writer = await aMember({ groups: [group] });
  const category = `suggest-${Date.now()}`;
  await createCategory(systemCtxFor(), { slug: category, name: "G", description: "", position: 1, audience: { groups: [group] } });
  const inside = [
    await aMember({ displayName: "Tamsin Twin", groups: [group] }),
    await aMember({ displayName: "Tamsin Twin", groups: [group] }),
  ];
  await aMember({ displayName: "Tamsin Outside" });

  const found = names(await suggestMembers(ctxFor(writer), "tamsin", { category }));
  expect(found.sort()).toEqual(inside.map(({ ref }) => `@Tamsin Twin (${ref})`).sort());
  await expect(suggestMembers(ctxFor(await aMember()), "tamsin", { category })).rejects.toThrow("not found");
});

test("in a place of several groups nobody learns who is in another one, but of who wrote in the topic", async () => {
  const [own, other] = [`own-${Date.now()}`, `other-${Date.now()}`];
  const category = `two-groups-${Date.now()}`;
  await aGroup(own);
  await aGroup(other);
  await createCategory(systemCtxFor(), { slug: category, name: "G", description: "", position: 1, audience: { groups: [own, other] } });
  const writer = await aMember({ groups: [own] });
  const topic = await aTopic({ category, author: writer });
  await aMember({ displayName: "Vera Own", groups: [own] });
  await aMember({ displayName: "Vera Silent", groups: [other] });
  await reply(await aMember({ displayName: "Vera Writes", groups: [other] }), topic);

  expect(names(await suggestMembers(ctxFor(writer), "vera", { topic: topic.code }))).toEqual(["@Vera Writes", "@Vera Own"]);
  await reply(writer, topic, "@Vera Writes, @Vera Own, @Vera Silent");
  expect(await storedPost(topic, 3)).toMatchObject({ bodyMarkdown: "@{1}, @{2}, @Vera Silent" });
});

test("of a frequent name those are found who are members; of one letter only who wrote there", async () => {
  const [writer, topic] = [await aMember(), await aTopic()];
  for (let more = 0; more < 201; more++) await aPerson({ displayName: `Wanda Reader${more}` });
  await aMember({ displayName: "Wanda Member" });
  await reply(await aMember({ displayName: "Wanda Writer" }), topic);
  const found = (words: string) => suggestMembers(ctxFor(writer), words, { topic: topic.code });

  expect(names(await found("wanda"))).toEqual(["@Wanda Writer", "@Wanda Member"]);
  expect(names(await found("w"))).toEqual(["@Wanda Writer"]);
});

test("the list is for members, as options that can be taken", async () => {
  const topic = await aTopic();
  await aMember({ displayName: "Una <Unusual>" });
  const address = `/forum/suggest-members?topic=${topic.code}&q=una`;

  expect((await visitor().get(address)).status).not.toBe(200);
  const { html } = await (await browserOf(await anAccount())).get(address);
  expect(html).toContain('role="option"');
  expect(html).toContain("@Una &lt;Unusual&gt;");
});
