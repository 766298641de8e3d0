import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { sessions } from "#db/schema/accounts";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { findLinks } from "~/features/search/find-links.server";
import { aPage } from "../../support/content";
import { countQueries, ctxFor, ownerDb } from "../../support/context";
import { aCommentedPage, aForumSite, aTopic, reply } from "../../support/forum";
import { anAccount } from "../../support/http";
import { aGroup, aMember } from "../../support/people";

const { browserOf, visitor } = aForumSite();

test("pages and topics are found to link to, each once by the address that stays, for a comment its page, in three statements at most", async () => {
  const member = await aMember();
  const page = await aPage({ title: "Tapir leases", audience: "open" });
  const topic = await aTopic({ title: "Our [tapir] rota" });
  await reply(member, topic, "A tapir again");
  const { path } = await aCommentedPage({ by: member, body: "A tapir came." });
  const removed = await aTopic({ title: "Tapir removed" });
  await removeTopic(ctxFor(await aMember({ roles: ["moderator"] })), { topic: removed.code, why: "Rude" });

  const result = await findLinks(ctxFor(member), "tap");
  expect(result.map(({ address, kind, audience }) => [address, kind, audience]).sort()).toEqual(
    [
      [`/${page}`, "guidance", "open"],
      [`/${path}`, "page", "open"],
      [`/forum/topics/${topic.code}`, "topic", "members"],
    ].sort(),
  );
  expect(result.find(({ kind }) => kind === "topic")!.title).toBe("Our [tapir] rota");
  expect((await countQueries(() => findLinks(ctxFor(member), "tap"))).length).toBeLessThanOrEqual(3);
});

test("eight are offered, and by nothing, signs alone or a hostile query none", async () => {
  const member = await aMember();
  for (let more = 0; more < 9; more++) await aPage({ title: `Okapi ${more}` });
  const ctx = ctxFor(member);
  expect(await findLinks(ctx, "okapi")).toHaveLength(8);
  for (const text of ["", "'", "& | ! ( ) : *", "'); drop table forum_posts; --", '"-"', "-okapi", "\\"]) {
    expect(await findLinks(ctx, text), text).toEqual([]);
  }
});

test("whoever is signed in has the list as options, with who can open each, and no session lives longer for it", async () => {
  const person = await anAccount();
  const title = 'Quagga "<b>" rota';
  const topic = await aTopic({ title });
  await aGroup("quaggas");
  await aTopic({ title: "Quagga leads", audience: { groups: ["quaggas"] }, author: await aMember({ groups: ["quaggas"] }) });
  const address = "/search/links?q=quagga";
  expect((await visitor().get(address)).status).toBe(303);

  const browser = await browserOf(person);
  const { db } = ownerDb();
  await db.update(sessions).set({ seenAt: sql`now() - interval '10 minutes'` }).where(eq(sessions.personId, person.personId));
  const seenAt = () => db.select({ seenAt: sessions.seenAt }).from(sessions).where(eq(sessions.personId, person.personId));
  const before = await seenAt();
  const { html, status } = await browser.get(address, { headers: { "X-Asked-By": "page" } });
  expect(status).toBe(200);
  expect(html.match(/role="option"/g)).toHaveLength(1);
  expect(html).toContain(`data-insert="/forum/topics/${topic.code}"`);
  expect(html).toContain('data-title="Quagga &quot;&lt;b&gt;&quot; rota"');
  expect(html).toContain("only members can open it");
  expect(await seenAt()).toEqual(before);
  expect((await browser.get(`/search/links?q=${"%00%F0%9F%92%A9".repeat(500)}`)).html).not.toContain("option");
});
