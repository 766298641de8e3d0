import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newsletterIssues } from "#db/schema/newsletters";
import { takeOutIssue } from "~/features/newsletters/issues/take-out-issue.server";
import { SEARCH_CANDIDATES } from "~/features/people/search-row";
import type { Actor } from "~/lib/ctx";
import { aPage } from "../../support/content";
import { ctxFor, ownerDb } from "../../support/context";
import { aCommentedPage, aTopic } from "../../support/forum";
import { aDraft, aNewsletter, anEndedIssue, aSender } from "../../support/newsletters";
import { aGroup, aMember, aPerson, visitor } from "../../support/people";
import { searchFor } from "../../support/search";

let made = 0;
const aWord = () => `plover${++made}x${Date.now()}`;
const find = (actor: Actor | { actor: Actor }, text: string, more?: Parameters<typeof searchFor>[2]) =>
  searchFor(ctxFor(actor), text, more);
const hrefs = async (...args: Parameters<typeof find>) => (await find(...args)).found.map(({ href }) => href);

test("B23: an issue is found by whoever may read its newsletter, as it stands in the archive; a draft and what was taken out by nobody", async () => {
  const word = aWord();
  const sender = await aSender();
  const [open, members] = [await aNewsletter(), await aNewsletter({ audience: "members" })];
  const { db } = ownerDb();
  const body = `Words of the ${word}.\n\n::topics ${word}hidden 5`;
  const seen = await anEndedIssue(open, { sender, subject: "Seen by all", body });
  const closed = await anEndedIssue(open, { sender, subject: `Closed ${word}` });
  await db.update(newsletterIssues).set({ newsletterId: members.id }).where(eq(newsletterIssues.code, closed.code));
  await aDraft(sender, open, { subject: `Draft ${word}`, body: word });
  const gone = await anEndedIssue(open, { sender, subject: `Gone ${word}`, body: word });
  expect(await hrefs(visitor, word)).toHaveLength(2);
  await takeOutIssue(ctxFor(sender), gone.code, { why: "patient-details" });

  const [seenAt, closedAt] = [`/newsletters/${open.slug}/${seen.slug}`, `/newsletters/${members.slug}/${closed.slug}`];
  expect(await hrefs(visitor, word)).toEqual([seenAt]);
  expect(await hrefs(await aPerson(), word)).toEqual([seenAt]);
  expect((await hrefs(await aMember(), word)).sort()).toEqual([seenAt, closedAt].sort());
  expect(await hrefs(await aMember(), word, { kind: "newsletter" })).toHaveLength(2);
  expect(await hrefs(await aMember(), word, { kind: "news" })).toEqual([]);
  expect(await hrefs(visitor, `${word}hidden`)).toEqual([]);
  expect((await find(visitor, word)).found[0]).toMatchObject({ kind: "newsletter", place: open.name, title: "Seen by all" });
});

test("B23: each kind is counted as far as its reader may read it, whichever kind is shown", async () => {
  const word = aWord();
  const member = await aMember();
  await aGroup("kinds-secret");
  await aPage({ title: `Open ${word}` });
  await aPage({ title: `Closed ${word}`, audience: "members" });
  await aPage({ path: `news/${word}`, title: word });
  await aPage({ title: `Secret ${word}`, audience: { groups: ["kinds-secret"] } });
  await aTopic({ title: word });
  await aTopic({ title: `${word} too`, body: word });
  await aCommentedPage({ by: member, body: word });
  const countsOf = async (...args: Parameters<typeof find>) =>
    Object.fromEntries((await find(...args)).counts.map(({ kind, things, isMore }) => [kind, isMore ? `${things}+` : things]));

  for (const kind of ["", "guidance", "topic", "newsletter"]) {
    expect(await countsOf(member, word, { kind })).toEqual({ guidance: 2, news: 1, topic: 2, comment: 1 });
    expect(await countsOf(visitor, word, { kind })).toEqual({ guidance: 1, news: 1, comment: 1 });
  }
  expect(await countsOf(await aPerson({ groups: ["kinds-secret"] }), word)).toEqual({ guidance: 2, news: 1, comment: 1 });
  expect(await countsOf(member, word, { by: "nobody of that name" })).toEqual({});
});

test("what is counted is what was looked at: where a room has more, its kinds say so, and no other", async () => {
  const [word, reader] = [aWord(), await aMember()];
  await aPage({ title: word });
  const topic = await aTopic({ title: "Long" });
  await ownerDb()
    .sql`insert into forum_posts (id, topic_id, number, author_id, body_markdown, body_html, renderer_version, submission_id, created_at)
    select gen_random_uuid(), t.id, n, t.author_id, ${word}, '', 1, gen_random_uuid(), now()
    from forum_topics t, generate_series(2, ${SEARCH_CANDIDATES + 1}::int) n where t.code = ${topic.code}`;

  expect((await find(reader, word)).counts).toEqual([
    { kind: "guidance", things: 1, isMore: false },
    { kind: "topic", things: 1, isMore: true },
    { kind: "comment", things: 0, isMore: true },
  ]);
});
