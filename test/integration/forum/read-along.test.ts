import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { persons } from "#db/schema/people";
import { ignoreMember } from "~/features/forum/ignoring/ignore-member.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { markTopicsRead } from "~/features/forum/topics/mark-topics-read.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { restrictPerson } from "~/features/records/restriction.server";
import { countQueries, ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aForumSite, aSanction, aTopic, reply, replyNameless, type TestTopic } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember, aPerson, type TestPerson, visitor } from "../../support/people";

const { browserOf } = aForumSite();
const lets = (person: TestPerson, showReading = true) =>
  testDb().db.update(persons).set({ showReading }).where(eq(persons.id, person.personId));

async function aReader(displayName: string, more: Parameters<typeof aMember>[0] = {}) {
  const reader = await aMember({ displayName, ...more });
  await lets(reader);
  return reader;
}
const read = async (person: TestPerson, topic: TestTopic) =>
  markTopicRead(ctxFor(person), await getTopicPage(ctxFor(person), topic.code, 1));
const told = async (who: TestPerson | typeof visitor, topic: TestTopic) => {
  const { readAlong } = await getTopicPage(ctxFor(who), topic.code, 1);
  return readAlong && { ...readAlong, names: readAlong.names.map(({ name }) => name) };
};

test("those are named who let it be seen and have read to the end, to members alone", async () => {
  const topic = await aTopic({ audience: "open" });
  const [open, quiet, behind] = [await aReader("Olive Open"), await aMember({ displayName: "Quiet Quin" }), await aReader("Beth Behind")];
  await read(behind, topic);
  await reply(topic.author, topic);
  for (const reader of [open, quiet]) await read(reader, topic);

  expect(await told(quiet, topic)).toEqual({ names: ["Olive Open"], isMore: false });
  // nobody is told of themselves
  expect(await told(open, topic)).toEqual({ names: [], isMore: false });
  for (const who of [visitor, await aPerson()]) expect(await told(who, topic)).toBeNull();
  await read(behind, topic);
  expect((await told(quiet, topic))!.names).toEqual(["Beth Behind", "Olive Open"]);
});

test("a choice holds from then on, and taken back it is gone everywhere at once", async () => {
  const topic = await aTopic();
  const reader = await aMember({ displayName: "Late Lee" });
  await read(reader, topic);
  await lets(reader);
  expect((await told(topic.author, topic))!.names).toEqual([]);
  await reply(topic.author, topic);
  await read(reader, topic);
  expect((await told(topic.author, topic))!.names).toEqual(["Late Lee"]);
  await lets(reader, false);
  expect((await told(topic.author, topic))!.names).toEqual([]);
});

test("to mark all as read is not to have read it", async () => {
  const topic = await aTopic();
  const reader = await aReader("Mark Marker");
  await read(reader, topic);
  await reply(topic.author, topic);
  await markTopicsRead(ctxFor(reader), new Date());
  expect((await told(topic.author, topic))!.names).toEqual([]);
});

test("at most five are named, by name, and others said to be there", async () => {
  const topic = await aTopic();
  const names = ["Ada", "Bea", "Cy", "Di", "Ed", "Flo"];
  for (const name of names) await read(await aReader(`${name} Of Six`), topic);
  const { names: found, isMore } = (await told(topic.author, topic))!;
  expect(found).toEqual(names.slice(1).map((name) => `${name} Of Six`));
  expect(isMore).toBe(true);
});

test.each<[string, (reader: TestPerson, by: TestPerson) => Promise<unknown>]>([
  [
    "whose data is not to be used",
    (reader) => restrictPerson(systemCtxFor(), { personId: reader.personId, why: "at their own request", reason: "Asked" }),
  ],
  ["who is a member no more", (reader) => revokeGrant(systemCtxFor(), { personId: reader.personId, role: "member" } as never)],
  [
    "whose record is part of another's",
    ({ personId }, by) => testDb().db.update(persons).set({ mergedInto: by.personId }).where(eq(persons.id, personId)),
  ],
  ["who is suspended from the forum", (reader) => aSanction(reader, { kind: "suspended" })],
  ["whom the reader ignores", (reader, by) => ignoreMember(ctxFor(by), reader.ref)],
])("nobody is named %s", async (_, happens) => {
  const topic = await aTopic();
  const [reader, by] = [await aReader("Gone Gary"), await aMember()];
  await read(reader, topic);
  expect((await told(by, topic))!.names).toEqual(["Gone Gary"]);
  await happens(reader, by);
  expect((await told(by, topic))!.names).toEqual([]);
});

test("nobody where people can post without a name, or somebody did", async () => {
  const may = await aTopic({ nameless: true });
  const reader = await aReader("Nell Near");
  await replyNameless(await aMember(), may);
  await read(reader, may);
  expect((await told(may.author, may))!.names).toEqual([]);
  await testDb().sql`update forum_categories set nameless_as = null where slug = ${may.category}`;
  expect((await told(may.author, may))!.names).toEqual([]);
  await testDb().sql`update forum_posts set nameless_as = null, nameless_by = null, author_id = nameless_by where nameless_by is not null`;
  expect((await told(may.author, may))!.names).toEqual(["Nell Near"]);
});

test("it is in the statement that asks for the topic, and stands under the last post alone", async () => {
  const topic = await aTopic();
  await read(await aReader("Sam Same"), topic);
  const { length: before } = await countQueries(() => getTopicPage(ctxFor(topic.author), topic.code, 1));
  expect(before).toBe(2);
  for (let number = 2; number <= 21; number++) await reply(topic.author, topic);
  expect((await getTopicPage(ctxFor(topic.author), topic.code, 1)).readAlong).toBeNull();
});

test("it is off until a member ticks it in their account, and is said under the topic", async () => {
  const [reader, other] = [await anAccount({ displayName: "Tick Tock" }), await anAccount()];
  const topic = await aTopic();
  const [browser, there] = [await browserOf(reader), await browserOf(other)];
  const { html } = await browser.get("/account/profile");
  expect(html).toMatch(/name="showReading"(?![^>]*checked)/);
  await browser.get(`/forum/topics/${topic.code}`);
  expect((await there.get(`/forum/topics/${topic.code}`)).html).not.toContain("Has read along");
  const shown = /name="shown" value="([^"]*)"/.exec(html)![1]!.replaceAll("&quot;", '"');
  const saved = await browser.post("/account/profile", { fullName: "Tick Tock", displayName: "Tick Tock", shown, showReading: "yes" });
  expect(saved.status).toBe(303);
  await reply(topic.author, topic);
  await browser.get(`/forum/topics/${topic.code}`);
  expect((await there.get(`/forum/topics/${topic.code}`)).html).toMatch(/Has read along:.*Tick Tock/s);
});
