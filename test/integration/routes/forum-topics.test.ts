import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { moveTopic } from "~/features/forum/topics/move-topic.server";
import { saveDetails } from "~/features/people/save-details.server";
import type { Audience } from "~/features/permissions/scopes.server";
import { afterGrace, ctxFor, ownerDb } from "../../support/context";
import { databaseState } from "../../support/database-state";
import { formsOf } from "../../support/forms";
import { aCategory, aForumSite, aTopic, countPosts, reply } from "../../support/forum";
import { anAccount, type Browser } from "../../support/http";
import { aMember } from "../../support/people";

const { visitor, browserOf, aMemberBrowser } = aForumSite();

test("wrong words in a topic's address lead to the right ones, on the same page", async () => {
  const topic = await aTopic({ audience: "open", title: "Rota software" });
  for (let number = 2; number <= 21; number++) await reply(topic.author, topic);
  const browser = visitor();

  const old = await browser.get(`/forum/topics/${topic.code}-the-old-title?page=2`);
  expect([old.status, old.location]).toEqual([301, `/forum/topics/${topic.code}-rota-software?page=2`]);
  expect((await browser.get(`/forum/topics/${topic.code}`)).status).toBe(200);
  expect((await browser.get(`/forum/topics/${topic.code}-rota-software`)).status).toBe(200);
  const beyond = await browser.get(`/forum/topics/${topic.code}?page=3`);
  expect([beyond.status, beyond.location]).toEqual([302, `/forum/topics/${topic.code}-rota-software`]);
});

test("a topic's pages are named and turned", async () => {
  const topic = await aTopic({ audience: "open", title: "Rota software" });
  for (let number = 2; number <= 41; number++) await reply(topic.author, topic);

  const { html } = await visitor().get(`/forum/topics/${topic.code}?page=2`);

  expect(html).toContain("<title>Rota software (page 2 of 3) – Forum – ");
  expect(html).toContain('id="post-21"');
  expect(html).toContain('id="post-40"');
  expect(html).not.toContain('id="post-20"');
  expect(html).toContain(`href="/forum/topics/${topic.code}-rota-software?page=3"`);
});

test("what is new since the last visit stands under a line", async () => {
  const topic = await aTopic();
  const browser = await aMemberBrowser();
  expect((await browser.get(`/forum/topics/${topic.code}`)).html).not.toContain("New since");
  await reply(topic.author, topic);

  // it stays through the visit
  for (let times = 1; times <= 2; times++) expect((await browser.get(`/forum/topics/${topic.code}`)).html).toContain("New since");
});

test("who reads a topic is told of replies that came since, by a line that keeps no session alive", async () => {
  const topic = await aTopic();
  const reader = await anAccount();
  const browser = await browserOf(reader);
  const line = `/forum/topics/${topic.code}/posts/1/new-replies`;
  expect((await browser.get(`/forum/topics/${topic.code}`)).html).toContain(`data-fragment="${line}"`);
  const nothing = await browser.get(line);
  expect([nothing.status, nothing.html]).toEqual([200, ""]);
  expect((await browser.get(line, { headers: { "If-None-Match": nothing.headers.get("ETag")! } })).status).toBe(304);

  await ownerDb().db.execute(sql`update sessions set seen_at = seen_at - interval '1 hour' where person_id = ${reader.personId}::uuid`);
  const usedAt = async () => (await databaseState({ bookkeeping: true })).sessions;
  const before = await usedAt();
  await reply(topic.author, topic);
  await reply(topic.author, topic);
  const told = await browser.get(line, { headers: { "X-Asked-By": "page", "If-None-Match": nothing.headers.get("ETag")! } });
  expect(told.html).toBe(`<p><a href="/forum/topics/${topic.code}#post-2">2 new replies</a></p>`);
  expect(await usedAt()).toEqual(before);
  expect((await browser.get(`/forum/topics/${topic.code}/posts/3/new-replies`)).html).toBe("");

  expect((await visitor().get(line)).location).toContain("/sign-in");
  const secret = await aTopic({ audience: { groups: ["secret"] }, author: await aMember({ groups: ["secret"] }) });
  expect((await browser.get(`/forum/topics/${secret.code}/posts/1/new-replies`)).status).toBe(404);
});

test("B22: what is hidden answers as what is absent, at every address of it", async () => {
  const author = await aMember({ groups: ["secret"] });
  const topic = await aTopic({ author, audience: { groups: ["secret"] }, title: "A canary title", body: "A canary post" });
  await editPost(ctxFor(author, afterGrace()), { topic: topic.code, number: 1, body: "A canary edit", why: "", basedOn: "" });
  const absent = "0000000000";
  const reads = (code: string, category: string) => [
    `/forum/${category}`,
    `/forum/${category}/new`,
    `/forum/topics/${code}`,
    `/forum/topics/${code}?page=2`,
    `/forum/topics/${code}-a-canary-title`,
    `/forum/topics/${code}/posts/1/edit`,
    `/forum/topics/${code}/posts/1/remove`,
    `/forum/topics/${code}/posts/1/history`,
  ];
  const writes = (code: string, category: string): [string, Record<string, string>][] => [
    [`/forum/${category}/new`, { title: "A title", body: "Hello", submissionId: uuidv7() }],
    [`/forum/topics/${code}/watch`, {}],
    [`/forum/topics/${code}/unwatch`, {}],
    [`/forum/topics/${code}/mute`, {}],
    [`/forum/topics/${code}/unmute`, {}],
    [`/forum/${category}/watch/every-post`, {}],
    [`/forum/topics/${code}/posts/1/edit`, { body: "Changed", basedOn: "" }],
    [`/forum/topics/${code}/posts/1/remove`, { why: "A reason" }],
  ];
  const comparable = (html: string) =>
    html
      .replace(/\?next=[^"]*/g, "")
      .replaceAll(topic.code, absent)
      .replaceAll(topic.category, "nowhere");

  for (const browser of [visitor(), await aMemberBrowser()]) {
    for (const [index, path] of reads(topic.code, topic.category).entries()) {
      const hidden = await browser.get(path);
      const nothing = await browser.get(reads(absent, "nowhere")[index]!);
      expect([path, hidden.status, hidden.html.includes("canary post") || hidden.html.includes("canary edit")]).toEqual([
        path,
        nothing.status,
        false,
      ]);
      expect(comparable(hidden.html).replaceAll("-a-canary-title", "")).toBe(comparable(nothing.html).replaceAll("-a-canary-title", ""));
    }
  }
  const member = await aMemberBrowser();
  for (const [index, [path, fields]] of writes(topic.code, topic.category).entries()) {
    const hidden = await member.post(path, fields);
    const nothing = await member.post(writes(absent, "nowhere")[index]![0], fields);
    expect([path, hidden.status, nothing.status]).toEqual([path, 404, 404]);
    expect(comparable(hidden.html)).toBe(comparable(nothing.html));
  }
  expect(await countPosts(topic)).toBe(1);
});

test("B23: members' categories and topics leave no trace on a visitor's pages", async () => {
  const category = await aCategory({ audience: "members", name: "Canary category" });
  const topic = await aTopic({ category, title: "Canary topic", body: "Canary post" });
  const browser = visitor();

  for (const path of ["/forum", "/", "/sitemap.xml", `/forum/topics/${topic.code}`, `/forum/topics/${topic.code}/replies`]) {
    const { html, location } = await browser.get(path);
    expect(html.toLowerCase(), path).not.toContain("canary");
    expect(location ?? "", path).not.toContain("canary");
  }
});

test("B13: reading writes nothing but the reader's own marks", async () => {
  const topic = await aTopic({ audience: "open" });
  await reply(topic.author, topic);
  const browser = await aMemberBrowser();
  const rows = async () =>
    (
      await ownerDb().db.execute<{ table_name: string; rows: string }>(sql`
        select table_name, (xpath('/row/n/text()', query_to_xml('select count(*) || md5(string_agg(t::text, '','' order by t::text)) as n from ' || table_name || ' t', true, true, '')))[1]::text as rows
        from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('sessions', 'forum_reads', 'notifications', 'rate_limits')`)
    ).map(({ table_name, rows }) => `${table_name} ${rows}`);
  const before = await rows();

  for (const method of ["GET", "HEAD"])
    for (const act of [
      "",
      "/replies",
      "/watch",
      "/unwatch",
      "/mute",
      "/unmute",
      "/lock",
      "/unlock",
      "/pin",
      "/unpin",
      "/posts/1/edit",
      "/posts/1/history",
    ])
      await browser.send(`/forum/topics/${topic.code}${act}`, { method });
  for (const path of [
    "/forum",
    `/forum/${topic.category}`,
    `/forum/${topic.category}/new`,
    "/account/notifications",
    "/account/notifications/read",
  ])
    await browser.get(path);

  expect(await rows()).toEqual(before);
});

test("an act's address leads to its topic when it is opened", async () => {
  const topic = await aTopic({ audience: "open" });
  const browser = visitor();

  for (const act of ["watch", "unwatch", "mute", "lock", "unlock", "pin", "unpin"]) {
    const { status, location } = await browser.get(`/forum/topics/${topic.code}/${act}`);
    expect([act, status, location]).toEqual([act, 303, `/forum/topics/${topic.code}`]);
  }
});

test("B26: acts of moderators are refused to members", async () => {
  const topic = await aTopic();
  const browser = await aMemberBrowser();

  for (const act of ["lock", "unlock", "pin", "unpin"])
    expect((await browser.post(`/forum/topics/${topic.code}/${act}`, {})).status).toBe(403);
  expect((await browser.get(`/forum/topics/${topic.code}`)).html).not.toContain("Close topic");
});

test("a moderator closes a topic, which then takes no reply", async () => {
  const topic = await aTopic();
  const browser = await browserOf(await anAccount({ roles: ["moderator"] }));

  const closed = await browser.post(`/forum/topics/${topic.code}/lock`, {});

  expect([closed.status, closed.location]).toEqual([303, `/forum/topics/${topic.code}`]);
  const { html } = await browser.get(closed.location!);
  expect(html).toContain("The topic is closed. Nobody can reply to it.");
  expect(html).toContain("Open topic again");
  expect(html).not.toContain("Post reply");
});

test.each(["UNLOCK", "%75nlock"])("a button's address is understood as the framework reads it: %s", async (spelling) => {
  const topic = await aTopic();
  const browser = await browserOf(await anAccount({ roles: ["moderator"] }));

  const { status, location } = await browser.post(`/forum/topics/${topic.code}/${spelling}`, {});

  expect([status, location]).toEqual([303, `/forum/topics/${topic.code}`]);
});

test("beside a post other readers see its author's display name, job title and organisation, and nothing else of who it is", async () => {
  const author = await aMember({ fullName: "Katherine Ormerod", displayName: "Kath O" });
  const details = { jobTitle: "Rota lead", organisationName: "Larkhollow Surgery" };
  await saveDetails(ctxFor(author), { personId: author.personId, details });
  const topic = await aTopic({ author, audience: "open" });

  const { html } = await visitor().get(`/forum/topics/${topic.code}-a-topic-for-tests`);

  expect(html).toMatch(/id="author-1">Kath O<\/h2><span class="pn-meta">Rota lead, Larkhollow Surgery<\/span>/);
  for (const other of ["Katherine", "Ormerod", author.email, author.ref]) expect(html).not.toContain(other);
});

test("the forms for a topic and a reply say who can read what is written there", async () => {
  const person = await anAccount({ groups: ["pcn-leads"] });
  const browser = await browserOf(person);
  const said: [Audience, string][] = [
    ["open", "Everybody can read what you write here, also without signing in."],
    ["members", "All members of the network can read what you write here."],
    [{ groups: ["pcn-leads"] }, "Only the group pcn-leads can read what you write here."],
  ];
  for (const [audience, words] of said) {
    const topic = await aTopic({ author: person, audience });
    for (const path of [`/forum/${topic.category}/new`, `/forum/topics/${topic.code}-a-topic-for-tests`])
      expect([path, (await browser.get(path)).html.includes(words)]).toEqual([path, true]);
  }
});

test("a topic is started, and its form keeps what was typed when it is refused", async () => {
  const category = await aCategory();
  const browser = await aMemberBrowser();
  const path = `/forum/${category}/new`;
  expect((await browser.get(path)).html).toContain("All members of the network can read what you write here.");

  const refused = await browser.post(path, { title: "HR", body: "What do <you> use?", submissionId: uuidv7() });
  expect(refused.status).toBe(400);
  expect(refused.html).toContain("Title must be 3 characters or more");
  expect(refused.html).toContain("What do &lt;you&gt; use?</textarea>");

  const started = await browser.post(path, {
    title: "Rota software",
    body: "What do you use?",
    submissionId: uuidv7(),
    pinnedAt: "2026-01-01",
  });
  expect(started.status).toBe(303);
  const { html } = await browser.get(started.location!);
  expect(html).toContain("<h1");
  expect(html).toContain("What do you use?");
  expect(html).not.toContain("Pinned");
});

test("each page of the forum that is made takes few queries, signed out and in", async () => {
  const category = await aCategory({ audience: "open" });
  const topic = await aTopic({ category });
  for (let number = 2; number <= 20; number++) await reply(topic.author, topic);
  const browser = visitor();
  const member = await aMemberBrowser();
  const pages = ["/forum", `/forum/${category}`, `/forum/topics/${topic.code}`];
  for (const path of pages) await member.get(path);

  const queries = async (browser: Browser) => Promise.all(pages.map(async (path) => (await browser.get(`${path}?anew`)).queries));
  await queries(browser);

  // of a list that is kept, until when it holds is one more
  expect(await queries(browser)).toEqual([1, 2, 2]);
  expect(await queries(member)).toEqual([2, 3, 3]);
});

test("times are told as people say them, with the moment beside; to visitors, whose pages are kept, the moment alone", async () => {
  const topic = await aTopic({ audience: "open" });
  const member = await aMemberBrowser();
  for (const path of [`/forum/topics/${topic.code}`, "/forum"]) {
    expect((await member.get(path)).html).toMatch(/<time dateTime="[^"]+" title="\d+ \w+ \d{4} at [^"]+">(today|yesterday), [^<]+<\/time>/);
    expect((await visitor().get(path)).html).not.toMatch(/(today|yesterday), /);
  }
});

test("a form that was opened before other people could read there comes back with what was typed and who reads it now", async () => {
  const topic = await aTopic();
  const browser = await browserOf(await anAccount());
  const path = `/forum/topics/${topic.code}`;
  const typedInto = (html: string) => {
    const { fields } = formsOf(html).find(({ action }) => action === `${path}/replies`)!;
    return { ...Object.fromEntries(fields.map(({ name, value }) => [name, value])), body: "Among members" };
  };
  const typed = typedInto((await browser.get(path)).html);
  const by = ctxFor(await aMember({ roles: ["moderator"] }));
  await moveTopic(by, { topic: topic.code, category: await aCategory({ audience: "open" }), why: "For all", widen: true });

  const refused = await browser.post(`${path}/replies`, typed);
  expect([refused.status, await countPosts(topic)]).toEqual([400, 1]);
  for (const words of ["Who can read this changed", "Everybody can read what you write here", "Among members"])
    expect(refused.html).toContain(words);
  expect((await browser.post(`${path}/replies`, typedInto(refused.html))).status).toBe(303);
  expect(await countPosts(topic)).toBe(2);
});
