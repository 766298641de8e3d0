import { asc, isNotNull, ne, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { forumPosts } from "#db/schema/forum/posts";
import { messages } from "#db/schema/mail/messages";
import { jobOutbox } from "#db/schema/platform";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { chooseDigest } from "~/features/forum/digest/choose-digest.server";
import { makeDigests } from "~/features/forum/digest/make-digests.server";
import { declineHeld, letThrough } from "~/features/forum/held/decide-held.server";
import { openHeld } from "~/features/forum/held/open-held.server";
import { appealDecline } from "~/features/forum/held/own-held.server";
import { ignoreMember } from "~/features/forum/ignoring/ignore-member.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { learnWriter } from "~/features/forum/moderation/learn-writer.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { markAnswer } from "~/features/forum/posts/mark-answer.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { thankPost } from "~/features/forum/posts/thank-post.server";
import { reportPost } from "~/features/forum/reports/report-post.server";
import { sanctionMember } from "~/features/forum/sanctions/sanction-member.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { retitleTopic } from "~/features/forum/topics/retitle-topic.server";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { notifyTopicRecipients } from "~/features/forum/watching/notify-topic-recipients.server";
import { watchCategory } from "~/features/forum/watching/watch-category.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { addWatchedWords } from "~/features/forum/words/watched-words.server";
import { letterOf } from "~/features/mail/messages/letters.server";
import { getMailSender } from "~/features/mail/transport/sender.server";
import { STAFF_ROLES } from "~/features/permissions/permissions";
import { openRecord } from "~/features/records/open-record.server";
import type { Role } from "~/lib/ctx";
import { DAY, later, MINUTE } from "~/lib/dates";
import type { PatientDetailsError } from "~/lib/errors";
import { aPage } from "../support/content";
import { ctxFor, systemCtxFor, testDb } from "../support/context";
import { copyOf } from "../support/copies";
import { aCategory, aNewTopic, aReply, aTopic, NAMELESS, reply, replyNameless, WITHOUT_A_NAME } from "../support/forum";
import { anAccount, type Browser, enter, type Site } from "../support/http";
import { exportText } from "../support/moving";
import { aGroup, type TestPerson } from "../support/people";
import { everyRoute } from "../support/routes";
import { inWorld, withoutChance, withSite } from "../support/two-worlds";

/** In the middle of the ten minutes of which one mail tells. */
const NOW = new Date((Math.floor(Date.now() / 600_000) - 6) * 600_000 + 300_000);
const at = (who: TestPerson) => ctxFor(who, NOW);
type Writer = ReturnType<typeof at>;

/** What is folded away for them, and not told, would tell. */
const IGNORES_ALICE = "member who ignores Alice";
/** A word that waits for a moderator. */
const WATCHED = "zebrafish";

/** Who comes; none of them wrote anything without their name. */
const READERS: Record<string, { roles?: Role[] } | null> = {
  visitor: null,
  member: {},
  [IGNORES_ALICE]: {},
  moderator: { roles: ["moderator"] },
  "all other staff": { roles: STAFF_ROLES.filter((role) => role !== "moderator") as Role[] },
};

type Community = {
  alice: TestPerson;
  bob: TestPerson;
  dora: TestPerson;
  readers: Map<string, TestPerson | null>;
  cookies: Map<string, Map<string, string>>;
  category: string;
  talk: string;
  /** All that has a code or a reference by then. */
  known: Set<string>;
};

/** What is asked of each world, by what it is called. */
type Asked = Map<string, string>;
const worlds = {} as Record<"alice" | "bob", Asked>;

beforeAll(async () => {
  const community = await inWorld("nameless_base", null, aCommunity);
  for (const writer of ["alice", "bob"] as const)
    worlds[writer] = await inWorld(`nameless_${writer}`, "nameless_base", async () => {
      const values = await writeWithoutName(community, community[writer]);
      const asked: Asked = new Map([
        ...(await askOutside(community)),
        ...(await withSite((site) => askEverything(site, community, values))),
      ]);
      return new Map([...asked].map(([what, said]) => [what, withoutChance(said, community.known)]));
    });
});

test("whoever of two members wrote without their name, every answer, mail, copy and export is the same to everybody else", () => {
  const differing = [...worlds.alice]
    .filter(([what, said]) => worlds.bob.get(what) !== said)
    .map(([what, said]) => `${what}: ${firstDifference(said, worlds.bob.get(what) ?? "")}`);
  expect(differing).toEqual([]);
  expect([...worlds.bob.keys()]).toEqual([...worlds.alice.keys()]);
  expect(worlds.alice.size).toBeGreaterThan(500);
});

test("what is compared says what was written, and who wrote under their names", () => {
  const all = [...worlds.alice]
    .filter(([what]) => what.startsWith("member:"))
    .map(([, said]) => said)
    .join("\n");
  for (const words of [NAMELESS, "Alice Appleton", "Bob Birch", "Asked quietly"]) expect(all).toContain(words);
});

function firstDifference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return `${JSON.stringify(one.slice(Math.max(0, at - 80), at + 80))} / ${JSON.stringify(other.slice(Math.max(0, at - 20), at + 80))}`;
}

/** Two members who did the same until then, and others who read what they write. */
async function aCommunity(): Promise<Community> {
  await aPage({ path: "", title: "Home" });
  await aGroup("pcn-leads");
  const [alice, bob, dora] = [
    await anAccount({ displayName: "Alice Appleton" }),
    await anAccount({ displayName: "Bob Birch" }),
    await anAccount({ displayName: "Dora Dale" }),
  ] as const;
  const readers = new Map<string, TestPerson | null>();
  for (const [name, account] of Object.entries(READERS)) readers.set(name, account && (await anAccount(account)));
  const category = await aCategory({ namelessAs: NAMELESS, audience: "open" });
  const { code: talk } = await aTopic({ category, author: dora, title: "Talk of the rota", body: "Who does it?", now: NOW });
  for (const person of [alice, bob]) await reply(person, { code: talk }, "I do, on Mondays.", NOW);
  const people = [alice, bob, dora, ...[...readers.values()].filter((reader) => reader !== null)];
  for (const person of people) {
    await watchTopic(at(person), talk, "watching");
    await watchCategory(at(person), category, "every-post");
    await chooseDigest(at(person), { every: "daily", hour: 7, category: [], singles: "yes" });
    await markTopicRead(at(person), await getTopicPage(at(person), talk, 1));
  }
  await ignoreMember(at(readers.get(IGNORES_ALICE)!), alice.ref);
  await addWatchedWords(at(readers.get("moderator")!), { words: WATCHED, outcome: "hold" });
  await follow();
  const staff = readers.get("all other staff")!;
  for (const { ref } of [alice, bob]) await openRecord(at(staff), ref, { purpose: "support", words: "" });
  const cookies = new Map<string, Map<string, string>>();
  for (const [name, person] of readers) {
    const browser = { cookies: new Map<string, string>() } as Browser;
    if (person) await enter(browser, person.email);
    cookies.set(name, browser.cookies);
  }
  // a slow machine takes longer than a password just given counts
  await testDb()
    .sql`update sessions set stepped_up_at = stepped_up_at + interval '1 day', second_factor_at = second_factor_at + interval '1 day'`;
  const posts = await testDb().db.select({ id: forumPosts.id }).from(forumPosts);
  const refs = people.flatMap(({ ref, personId, addressId }) => [ref, ref.toLowerCase(), personId, addressId]);
  return { alice, bob, dora, readers, cookies, category, talk, known: new Set([talk, ...refs, ...posts.map(({ id }) => id)]) };
}

/** What the worker does after topics and replies, at once. */
async function follow(): Promise<void> {
  for (const { id, name, payload } of await testDb().db.select().from(jobOutbox).orderBy(asc(jobOutbox.id))) {
    await (name === "forum.notify-topic" ? notifyTopicRecipients : notifyReplyRecipients)(systemCtxFor(NOW), payload.postId!);
    await testDb().db.delete(jobOutbox).where(sql`id = ${id}`);
  }
}

/** What stands in the addresses of routes, by the names of their parameters. */
type Values = Record<string, string[]>;

/** One of the two writes without their name, and everything that may follow from that does. */
async function writeWithoutName({ dora, readers, category, talk, alice, bob }: Community, writer: TestPerson): Promise<Values> {
  const moderator = at(readers.get("moderator")!);
  const own = at(writer);
  const started = await startTopic(own, { ...aNewTopic("Asked quietly", "May I say this here?"), ...WITHOUT_A_NAME, category });
  if (!started.ok) throw new Error(started.reason);
  const quiet = started.topic.code;
  const read = async (topic: string) => {
    for (const person of [alice, bob]) await markTopicRead(at(person), await getTopicPage(at(person), topic, 1));
  };
  await replyNameless(writer, { code: talk }, "> [post 2]\n> I do, on Mondays.\n\nNobody thanks them.", NOW);
  const rude = await replyNameless(writer, { code: talk }, "Rude words", NOW);
  const away = await replyNameless(writer, { code: talk }, "Another matter", NOW);
  await follow();
  await editPost(own, { topic: quiet, number: 1, body: "May I say this here, please?", basedOn: "", why: "" });
  await retitleTopic(own, { topic: quiet, title: "Asked quietly, and kindly", why: "", basedOn: "" });
  const number = await reply(dora, { code: quiet }, "> [post 1]\n> May I say this here, please?\n\nYou may.", NOW);
  await follow();
  await thankPost(at(dora), { topic: quiet, number: 1 });
  await thankPost(at(dora), { topic: talk, number: 4 });
  await markAnswer(own, { topic: quiet, number });
  await thankPost(own, { topic: quiet, number });
  await reportPost(at(dora), { topic: talk, number: 4, reason: "unkind", details: "It is" });
  await removePost(moderator, { topic: talk, number: rude, why: "Rude" });
  const split = await splitTopic(moderator, { topic: talk, posts: [away], title: "Another matter", why: "It is", vouch: "" });
  if (!split.ok) throw new Error(split.reason);
  const acts = await testDb().sql<{ code: string; kind: string }[]>`select code, kind from forum_moderations order by id`;
  await appealModeration(own, { code: acts.find(({ kind }) => kind === "removed")!.code, appeal: "They were not" });
  const asked = { ...aReply("The patient 943 476 5919 called"), ...WITHOUT_A_NAME, topic: quiet };
  const refused: unknown = await replyToTopic(own, asked).catch((error: unknown) => error);
  await replyToTopic(own, { ...asked, vouch: (refused as PatientDetailsError).vouch });
  await replyNameless(writer, { code: talk }, "Ask @Dora Dale, @Alice Appleton or @Bob Birch.", NOW);
  // a minute later: of two near misses of one moment chance would say which is first in the queue
  const soon = later(NOW, MINUTE);
  const held = await writeWhatWaits({ ...own, now: soon }, { ...moderator, now: soon }, { topic: talk, sanctioned: alice });
  await follow();
  await read(quiet);
  await makeDigests(systemCtxFor(later(NOW, 2 * DAY)));
  // mails wait for minutes, and a slow machine asks for as long: all are due from the first question on
  await testDb().db.update(messages).set({ nextAt: sql`now()` }).where(isNotNull(messages.nextAt));
  // told to one moderator, and to nobody else
  await learnWriter(moderator, { topic: talk, number: 4, why: "Somebody may be at risk" });
  return {
    topic: [quiet, talk, split.topic.code],
    number: ["1", "4", "2"],
    category: [category],
    slug: [category],
    ref: [alice.ref, bob.ref],
    code: [...acts.map(({ code }) => code), ...held],
    email: [alice.email, bob.email],
    at: [],
  };
}

/** What waits for a moderator, waits again after it was declined, and stands since it was let through, also late: their codes. */
async function writeWhatWaits(
  own: Writer,
  moderator: Writer,
  { topic, sanctioned }: { topic: string; sanctioned: TestPerson },
): Promise<string[]> {
  const hold = async (body: string) => {
    const asked = { ...aReply(`${body} ${WATCHED}`), ...WITHOUT_A_NAME, topic };
    const vouch = async (refused: unknown) => replyToTopic(own, { ...asked, vouch: (refused as PatientDetailsError).vouch });
    const sent = await replyToTopic(own, asked).catch(vouch);
    if (sent.ok || sent.reason !== "held") throw new Error("it was not held");
    return sent.held;
  };
  const [waits, declined, through] = [await hold("Call patient 943 476 5919 about the"), await hold("No"), await hold("Yes")];
  await declineHeld(moderator, { code: declined, why: "Unkind" });
  await appealDecline(own, { code: declined, appeal: "It is not" });
  await openHeld(moderator, waits);
  await letThrough(moderator, through);
  // whoever writes no more since is not found out by what can still be let through
  const late = await hold("Late");
  const laid = await sanctionMember(moderator, sanctioned.ref, { kind: "read-only", reason: "Rude", endsAt: later(moderator.now, DAY) });
  if (!laid.ok) throw new Error(laid.reason);
  await letThrough(moderator, late);
  return [waits, declined, through, late];
}

/** All mails but those to the two, the copies of others and the forum as it moves out. */
async function askOutside({ alice, bob, dora, readers }: Community): Promise<Asked> {
  const asked: Asked = new Map();
  const system = systemCtxFor(NOW);
  const sender = await getMailSender(system);
  const rows = await testDb()
    .db.select()
    .from(messages)
    .where(sql`${ne(messages.personId, alice.personId)} and ${ne(messages.personId, bob.personId)}`)
    .orderBy(asc(messages.id));
  for (const [index, message] of rows.entries()) {
    const content = await MAIL_KINDS.find(({ name }) => name === message.kind)!.build(system, message);
    asked.set(
      `mail ${index} to ${message.toEmail}`,
      JSON.stringify([message.kind, message.cause, "skip" in content ? content : letterOf(content, sender), content]),
    );
  }
  asked.set("forum", await exportText());
  for (const person of [dora, ...readers.values()])
    if (person) asked.set(`copy of ${person.ref}`, JSON.stringify((await copyOf(person.personId)).tables));
  return asked;
}

/** Each address of the portal as each reader, those with parameters with all that stands for them here. */
async function askEverything(site: Site, { cookies }: Community, values: Values): Promise<Asked> {
  const asked: Asked = new Map();
  for (const [name, kept] of cookies) {
    const browser = site.browser();
    for (const [cookie, value] of kept) browser.cookies.set(cookie, value);
    for (const { label, path } of paths(values)) {
      const { status, headers, html, location } = await browser.get(path);
      const shown = ["content-type", "etag", "link", "cache-control"].map((header) => headers.get(header));
      asked.set(`${name}: ${label}`, [status, location, ...(/etag/i.test(label) ? shown : [shown[0]]), html].join("\n"));
    }
  }
  return asked;
}

const SEARCHES = ["quietly", "Mondays", "Alice", "practice manager", "rude", "please&author=Alice", "matter&author=Bob&order=newest"];
/** Of every route that shows something; and what no address alone says. */
function paths(values: Values): { label: string; path: string }[] {
  const shown = everyRoute().filter(({ hasLoader, address }) => hasLoader && !/sign-out|display|mail-samples/.test(address));
  const asked = shown.flatMap(({ address }) => filled(address, values).map((path, index) => ({ label: `${address} ${index}`, path })));
  return [
    ...asked,
    ...SEARCHES.map((words) => ({ label: `search ${words}`, path: `/search?q=${words.replaceAll(" ", "+")}` })),
    ...["alice", "bob"].map((who, index) => ({
      label: `mail log ${who}`,
      path: `/admin/mail?to=${encodeURIComponent(values.email?.[index] ?? who)}`,
    })),
    ...values.topic!.map((topic, index) => ({
      label: `data ${index}`,
      path: `/forum/topics/${topic}?_data=routes%2Fforum%2Ftopic%2Ftopic`,
    })),
  ];
}

/** An address with each combination of what its parameters may be. */
function filled(address: string, values: Values): string[] {
  const [found] = /:\w+|\*/.exec(address) ?? [];
  if (!found) return [address];
  const fits = values[found.slice(1)] ?? ["abcdefghij"];
  return fits.flatMap((value) => filled(address.replace(found, value), values));
}
