import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { classifications } from "#db/classified";
import { auditEntries } from "#db/schema/audit";
import { proofs } from "#db/schema/people";
import { recordEntry } from "~/features/audit/record-entry.server";
import { changeSubscription } from "~/features/consents/subscriptions.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { markAnswer } from "~/features/forum/posts/mark-answer.server";
import { thankPost } from "~/features/forum/posts/thank-post.server";
import { openProof } from "~/features/people/proofs.server";
import { grant } from "~/features/permissions/grants.server";
import { exportAsHtml } from "~/features/privacy/export-html";
import { exportPerson } from "~/features/privacy/export-person.server";
import { afterGrace, ctxFor, ownerDb, systemCtxFor } from "../../support/context";
import { copyOf, type WholeCopy } from "../../support/copies";
import { anEnquiry, anEnquiryOf } from "../../support/enquiries";
import { aPersonEverywhere } from "../../support/everything";
import { aDeclinedApplication, aStoredInvitation } from "../../support/everything-in-membership";
import { aTopic, reply } from "../../support/forum";
import { aGroup, aList, aMember, aWording, type TestPerson } from "../../support/people";

const rowsIn = (copy: WholeCopy, table: string) => copy.tables.find((each) => each.table === table)!.rows;

test("PMN-7: the copy has every table of the classification that can hold something about a person", async () => {
  const { person } = await aPersonEverywhere(`export${Date.now()}`);
  const copy = await copyOf(person.personId);
  const expected = classifications()
    .filter((each) => each.subjects.length > 0)
    .map((each) => getTableConfig(each.table).name);
  expect(copy.tables.map((table) => table.table).sort()).toEqual(expected.sort());
  for (const table of copy.tables) expect([table.table, table.purposes.length > 0]).toEqual([table.table, true]);
});

test("PMN-11: other people are masked, one's own texts are whole", async () => {
  const mark = `whole${Date.now()}`;
  const { person, bystander } = await aPersonEverywhere(mark);
  const copy = await copyOf(person.personId);
  const text = JSON.stringify(copy);
  expect(text).toContain(`More from ${mark}`);
  expect(text).not.toContain(bystander.personId);
  expect(text).not.toContain(bystander.email);

  const theirs = await copyOf(bystander.personId);
  expect(JSON.stringify(rowsIn(theirs, "persons"))).not.toContain(mark);
  expect(JSON.stringify(rowsIn(theirs, "audit_entries"))).not.toContain(person.personId);
  const takenOut = (from: WholeCopy, table: string) => rowsIn(from, table).flatMap(({ takenOutBy }) => takenOutBy ?? []);
  for (const table of ["content_revisions", "newsletter_issues", "enquiry_messages"])
    expect([table, takenOut(copy, table)]).toEqual([table, ["another person"]]);
  expect(takenOut(theirs, "enquiry_messages")).toEqual(["another person"]);
});

test("what a member of staff did to somebody else is not told with that person's details", async () => {
  const [staff, other] = [await aMember(), await aMember()];
  await recordEntry(ctxFor(staff), {
    class: "act",
    action: "details.corrected",
    subjectId: other.personId,
    detail: { before: "other’s secret" },
  });
  const text = JSON.stringify(await copyOf(staff.personId));
  expect(text).toContain("details.corrected");
  expect(text).not.toContain("other’s secret");
  expect(JSON.stringify(await copyOf(other.personId))).toContain("other’s secret");
});

test("a post that is only named by its id is named by its topic and number", async () => {
  const [topic, thanker] = [await aTopic(), await aMember()];
  await thankPost(ctxFor(thanker), { topic: topic.code, number: 1 });
  for (const { personId } of [thanker, topic.author])
    expect(rowsIn(await copyOf(personId), "forum_thanks")).toMatchObject([{ postId: `${topic.code}, post 1` }]);
});

test("an answer is in the copy of who asked, who wrote it and who marked it, and in no other", async () => {
  const [topic, replier, moderator] = [await aTopic(), await aMember(), await aMember({ roles: ["moderator"] })];
  await reply(await aMember(), topic);
  await markAnswer(ctxFor(moderator), { topic: topic.code, number: await reply(replier, topic) });
  const answersOf = async ({ personId }: TestPerson) => rowsIn(await copyOf(personId), "forum_answers");
  const answer = { topicId: topic.code, postId: `${topic.code}, post 3` };
  for (const person of [topic.author, replier]) expect(await answersOf(person)).toMatchObject([{ ...answer, markedBy: "another person" }]);
  expect(await answersOf(moderator)).toMatchObject([{ ...answer, markedBy: "you" }]);
  expect(await answersOf(await aMember())).toEqual([]);
});

test("secrets are named, not shown", async () => {
  const mark = `hash${Date.now()}`;
  const { person } = await aPersonEverywhere(mark);
  const [account] = rowsIn(await copyOf(person.personId), "accounts");
  expect(account!.passwordHash).toBe("held, not shown: one-way hash of the password");
});

test("making a copy is written down, and is in the next one", async () => {
  const person = await aMember();
  await copyOf(person.personId);
  const entries = await systemCtxFor().db.select().from(auditEntries).where(eq(auditEntries.subjectId, person.personId));
  expect(entries).toContainEqual(expect.objectContaining({ class: "disclosure", action: "person.exported", purpose: "access" }));
});

test("the page to read escapes what people typed, and fetches nothing", async () => {
  const person = await aMember({ fullName: `<img src=x onerror=alert(1)> & "co"` });
  const html = await exportPerson(systemCtxFor(), person.personId, (_ctx, copy) =>
    text(exportAsHtml({ ...copy, madeBy: "The <network>" })),
  );
  expect(html).not.toContain("<img");
  expect(html).toContain("&#60;img");
  expect(html).not.toMatch(/<script|<[a-z]+[^>]*\s(src|href)="(?!#)/);
});

/** What random people do; each act leaves something that names its doer by their mark, and is counted by table. */
const ACTS: Record<string, (person: TestPerson, mark: string, world: World) => Promise<Record<string, number>>> = {
  topic: async (person, mark, world) => {
    world.topics.push(await aTopic({ author: person, category: world.category, title: `Topic of ${mark}`, body: mark }));
    return { forum_topics: 1, forum_posts: 1 };
  },
  reply: async (person, mark, world) => {
    await reply(person, world.topics[0]!, `Reply of ${mark}`);
    return { forum_posts: 1 };
  },
  edited: async (person, mark, world) => {
    const topic = world.topics[0]!;
    const number = await reply(person, topic, `First of ${mark}`);
    await editPost(ctxFor(person, afterGrace()), { topic: topic.code, number, body: `Second of ${mark}`, basedOn: "", why: "" });
    return { forum_posts: 1, forum_post_revisions: 1 };
  },
  subscribe: async (person, mark) => {
    const change = {
      personId: person.personId,
      listId: await aList(),
      addressId: person.addressId,
      wordingId: await aWording(),
      source: mark,
    };
    await changeSubscription(ctxFor(person), { ...change, action: "given" });
    return { subscriptions: 1, consent_records: 1 };
  },
  group: async (person, mark) => {
    await grant(systemCtxFor(), {
      personId: person.personId,
      groupId: await aGroup(`g-${mark}-${Math.random().toString(36).slice(2)}`),
      source: mark,
    });
    return { grants: 1 };
  },
  enquiry: async (person, mark) => {
    await anEnquiryOf(person, { question: `Asked by ${mark}` });
    return { enquiries: 1, enquiry_messages: 1 };
  },
  "enquiry by address": async (person, mark) => {
    const before = await countProofsTo(person.email);
    await anEnquiry({ email: person.email, fullName: mark, question: `Asked by ${mark}` });
    return { enquiries: 1, enquiry_messages: 1, proofs: (await countProofsTo(person.email)) - before };
  },
  claim: async (person, mark) => {
    await openProof(systemCtxFor(), { purpose: "subscribe", subject: `${mark}-${Math.random()}`, canonical: person.email });
    return { proofs: 1 };
  },
  applied: async (person, mark) => {
    await aDeclinedApplication(person, mark);
    return { membership_applications: 1, membership_questions: 1 };
  },
  invited: async (person, mark) => {
    await aStoredInvitation({ invitedBy: person.personId, message: `From ${mark}` });
    return { membership_invitations: 1 };
  },
};
const countProofsTo = (canonical: string) => systemCtxFor().db.$count(proofs, eq(proofs.canonical, canonical));
type World = { category: string; topics: Awaited<ReturnType<typeof aTopic>>[] };

test("PMN-7: of random people, each copy has all of theirs and nothing of anybody else's", async () => {
  const opening = await aTopic();
  let run = 0;
  const acts = fc.array(fc.tuple(fc.nat(2), fc.constantFrom(...Object.keys(ACTS))), { minLength: 3, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(acts, async (sequence) => {
      const world: World = { category: opening.category, topics: [opening] };
      const marks = [0, 1, 2].map((each) => `mark${run}of${each}end`);
      run++;
      const people = await Promise.all(marks.map((mark) => aMember({ fullName: `Person ${mark}` })));
      const expected: Record<string, number>[] = people.map(() => ({ persons: 1, addresses: 1, grants: 1 }));
      for (const [who, act] of sequence) {
        const made = await ACTS[act]!(people[who]!, marks[who]!, world);
        for (const [table, rows] of Object.entries(made)) expected[who]![table] = (expected[who]![table] ?? 0) + rows;
      }
      for (const [index, person] of people.entries()) {
        const copy = await copyOf(person.personId);
        for (const [table, rows] of Object.entries(expected[index]!)) expect([table, rowsIn(copy, table).length]).toEqual([table, rows]);
        const text = JSON.stringify(copy);
        for (const [other, mark] of marks.entries()) expect(text.includes(mark)).toBe(other === index);
      }
    }),
    { numRuns: 15 },
  );
});

test("the copy is one snapshot of what is stored", async () => {
  const person = await aMember();
  // holds a table that is read late, and changes it while the copy waits for it
  const { copying } = await ownerDb().sql.begin(async (sql) => {
    await sql`lock table privacy_departures in access exclusive mode`;
    const copying = copyOf(person.personId);
    const waiting = () =>
      sql`select from pg_locks l join pg_database d on d.oid = l.database
        where not granted and relation = 'privacy_departures'::regclass and datname = current_database()`;
    while ((await waiting()).length === 0) await sleep(20);
    await sql`insert into privacy_departures (id, person_id, posts, requested_at, due_at) values (${uuidv7()}, ${person.personId}, 'keep', now(), now())`;
    return { copying };
  });

  expect(rowsIn(await copying, "privacy_departures")).toEqual([]);
  expect(rowsIn(await copyOf(person.personId), "privacy_departures")).toHaveLength(1);
});
