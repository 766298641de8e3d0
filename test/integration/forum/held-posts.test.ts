import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { forumHeldPosts } from "#db/schema/forum/desk";
import { forumPosts } from "#db/schema/forum/posts";
import { forumReads } from "#db/schema/forum/watching";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { persons } from "#db/schema/people";
import { openAccount } from "~/features/accounts/sign-in/open-account.server";
import { commentOnPage } from "~/features/forum/comments/comment-on-page.server";
import { declineHeld, letThrough } from "~/features/forum/held/decide-held.server";
import { getHeld, listOwnHeld, showHeld } from "~/features/forum/held/held.queries.server";
import { heldOutcomeNotice } from "~/features/forum/held/held-outcome-notice.mail.server";
import { openHeld } from "~/features/forum/held/open-held.server";
import { appealDecline, takeBackHeld } from "~/features/forum/held/own-held.server";
import { expireModerations } from "~/features/forum/moderation/expire-moderations.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { listQueue } from "~/features/forum/queue/queue.queries.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { mergeTopic } from "~/features/forum/topics/merge-topic.server";
import { moveTopic } from "~/features/forum/topics/move-topic.server";
import { retitleTopic, titleVersion } from "~/features/forum/topics/retitle-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { heldOutcomeCause } from "~/features/forum/watching/causes";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { listNearMisses } from "~/features/guard/near-misses.queries.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { restrictPerson } from "~/features/records/restriction.server";
import { lookFor } from "~/features/search/look-for.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { DAY, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError, PatientDetailsError, RefusedTextError, WatchedWordsError } from "~/lib/errors";
import { ctxFor, systemCtxFor, testDb } from "../../support/context";
import { aPicture } from "../../support/files";
import {
  aCategory,
  aHeldReply,
  aNewTopic,
  aPageToComment,
  aReply,
  aSanction,
  aTopic,
  aWatchedWord,
  countPosts,
  reply,
  storedPost,
} from "../../support/forum";
import { anAccount } from "../../support/http";
import { aMember, type TestPerson } from "../../support/people";
import { countUnread } from "../../support/told";

const NO_FILTER = { kind: null, in: null, by: null, when: null, order: "best" } as never;
const aModerator = () => aMember({ roles: ["moderator"] });
const rowOf = async (code: string) => (await testDb().db.select().from(forumHeldPosts).where(eq(forumHeldPosts.code, code)))[0];
const mailsOf = ({ personId }: TestPerson) => testDb().db.select().from(messages).where(eq(messages.personId, personId));

describe("what watched words do", () => {
  test("a word to warn of is told once, and the same text goes through when its writer goes on", async () => {
    const [topic, writer, word] = [await aTopic(), await aMember(), await aWatchedWord("warn")];
    const sent = { ...aReply(`They are a ${word.toUpperCase()}.`), topic: topic.code };
    const error = await replyToTopic(ctxFor(writer), sent).catch((thrown) => thrown);

    expect(error).toBeInstanceOf(WatchedWordsError);
    expect(error.found).toMatchObject([{ field: "body", before: "They are a ", marked: word.toUpperCase(), after: "." }]);
    expect(await countPosts(topic)).toBe(1);
    expect(await replyToTopic(ctxFor(writer), { ...sent, heard: error.heard })).toMatchObject({ ok: true });
    // another word is another question
    const other = { ...sent, body: `${sent.body} ${await aWatchedWord("warn")}`, submissionId: uuidv7(), heard: error.heard };
    await expect(replyToTopic(ctxFor(writer), other)).rejects.toThrow(WatchedWordsError);
  });

  test("a word to refuse is refused where it was typed, to everybody, and nothing is stored", async () => {
    const [category, word] = [await aCategory(), await aWatchedWord("refuse")];
    for (const writer of [await aMember(), await aModerator()]) {
      const error = await startTopic(ctxFor(writer), { ...aNewTopic(`A ${word} here`), category }).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(RefusedTextError);
      expect(error).toMatchObject({ field: "title", sentence: expect.stringContaining(`“${word}”`) });
    }
  });

  test("words that somebody quotes of another post are not theirs, and a moderator's own post waits for nobody", async () => {
    const [moderator, word] = [await aModerator(), await aWatchedWord("hold")];
    const topic = await aTopic({ author: moderator, body: `Beware of ${word} everywhere.` });

    expect(
      await replyToTopic(ctxFor(await aMember()), { ...aReply(`> [post 1]\n> Beware of ${word} everywhere.\n\nYes.`), topic: topic.code }),
    ).toMatchObject({
      ok: true,
      post: { number: 2 },
    });
  });

  test("a word is found as readers see it, also where some of its letters are a link", async () => {
    const [topic, word] = [await aTopic(), await aWatchedWord("refuse")];
    const sent = { ...aReply(`They are a ${word.slice(0, 3)}[${word.slice(3)}](https://one.example).`), topic: topic.code };
    await expect(replyToTopic(ctxFor(await aMember()), sent)).rejects.toMatchObject({ sentence: expect.stringContaining(`“${word}”`) });
    // letters by their numbers are shown as they were typed
    const numbered = { ...aReply(`&#${word.charCodeAt(0)};${word.slice(1)}`), topic: topic.code };
    expect(await replyToTopic(ctxFor(await aMember()), numbered)).toMatchObject({ ok: true });
    expect((await storedPost(topic, 2)).bodyHtml).toContain("&amp;#");
  });

  test("a word that they only quoted is new where they write it themselves", async () => {
    const [moderator, writer, word] = [await aModerator(), await aMember(), await aWatchedWord("hold")];
    const topic = await aTopic({ author: moderator, body: `Beware of ${word} everywhere.` });
    const quote = `> [post 1]\n> Beware of ${word} everywhere.\n\n`;
    const number = await reply(writer, topic, `${quote}Yes.`);
    const edit = { topic: topic.code, number, why: "", basedOn: editVersion(await storedPost(topic, number)), seen: undefined };

    await expect(editPost(ctxFor(writer), { ...edit, body: `${quote}Yes, ${word}.` })).rejects.toMatchObject({ field: "body" });
    expect(await editPost(ctxFor(writer), { ...edit, body: `${quote}Yes, indeed.` })).toMatchObject({ ok: true });
  });

  test("what stands is not changed into what would wait, but for a moderator; words that were in it may stay", async () => {
    const [writer, word] = [await aMember(), await aWatchedWord("hold")];
    const topic = await aTopic({ author: writer, body: "As it stands" });
    const edit = { topic: topic.code, number: 1, body: `With ${word}`, why: "Needed", basedOn: "", seen: undefined };
    const version = editVersion(await storedPost(topic, 1));

    await expect(editPost(ctxFor(writer), { ...edit, basedOn: version })).rejects.toMatchObject({
      field: "body",
      sentence: expect.stringContaining(word),
    });
    expect((await storedPost(topic, 1)).bodyMarkdown).toBe("As it stands");
    expect(await editPost(ctxFor(await aModerator()), { ...edit, basedOn: version })).toMatchObject({ ok: true });
  });
});

describe("what waits", () => {
  test("is shown to its writer and moderators who may read there, and to nobody else anywhere", async () => {
    const topic = await aTopic({ audience: "open" });
    const watcher = await aMember();
    await watchTopic(ctxFor(watcher), topic.code, "watching");
    const writer = await aMember();
    const before = await getTopicPage(ctxFor(watcher), topic.code, 1);
    const code = await aHeldReply(writer, topic, "Zebrafinch sentence");

    expect(await countPosts(topic)).toBe(1);
    const { posts, topic: shown } = await getTopicPage(ctxFor(watcher), topic.code, 1);
    expect({ posts, shown }).toEqual({ posts: before.posts, shown: before.topic });
    expect((await getTopicPage(ctxFor(writer), topic.code, 1)).topic.ownWaiting).toMatchObject([{ code }]);
    expect(await countUnread(ctxFor(watcher))).toBe(0);
    for (const reader of [watcher, topic.author]) {
      await expect(getHeld(ctxFor(reader), code)).rejects.toThrow(NotFoundError);
      expect(
        JSON.stringify(await lookFor(ctxFor(reader), { text: "Zebrafinch", filter: NO_FILTER, after: null, isExact: false })),
      ).not.toContain(topic.code);
    }
    expect((await showHeld(ctxFor(writer), code)).html).toContain("Zebrafinch");
    expect((await listOwnHeld(ctxFor(writer), null)).held).toMatchObject([{ code, state: "waiting" }]);
    expect((await openHeld(ctxFor(await aModerator()), code)).html).toContain("Zebrafinch");
    await expect(openHeld(ctxFor(writer), code)).rejects.toThrow(ForbiddenError);
  });

  test("of a restricted place is not there for a moderator who may not read it", async () => {
    const insider = await aMember({ groups: ["digital-champions"] });
    const category = await aCategory({ audience: { groups: ["digital-champions"] } });
    const code = await aHeldReply(insider, await aTopic({ category, author: insider }));

    await expect(openHeld(ctxFor(await aModerator()), code)).rejects.toThrow(NotFoundError);
    expect(await letThrough(ctxFor(await aModerator()), code)).toEqual({ ok: false, reason: "decided" });
    expect(await rowOf(code)).toMatchObject({ state: "waiting" });
  });

  test("is one, however often its form is sent; with another text its writer sees both", async () => {
    const [topic, writer, word] = [await aTopic(), await aMember(), await aWatchedWord("hold")];
    const sent = { ...aReply(`A ${word}`), topic: topic.code };
    const results = await Promise.all([1, 2, 3].map(() => replyToTopic(ctxFor(writer), sent)));

    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await replyToTopic(ctxFor(writer), { ...sent, body: "Other" })).toMatchObject({ reason: "sent-before", text: `A ${word}` });
    const category = await aCategory();
    const topics = { ...aNewTopic("A title", `A ${word}`), category };
    const [one, two] = await Promise.all([1, 2].map(() => startTopic(ctxFor(writer), topics)));
    expect(one).toMatchObject({ reason: "held" });
    expect(two).toEqual(one);
  });

  test("is asked about a patient's details before it waits", async () => {
    const [topic, writer, word] = [await aTopic(), await aMember(), await aWatchedWord("hold")];
    const sent = { ...aReply(`${word} and 943 476 5919`), topic: topic.code };

    await expect(replyToTopic(ctxFor(writer), sent)).rejects.toThrow(PatientDetailsError);
    expect(await testDb().db.$count(forumHeldPosts, eq(forumHeldPosts.authorId, writer.personId))).toBe(0);
  });

  test("is taken back by its writer, and by nobody else", async () => {
    const [topic, writer] = [await aTopic(), await aMember()];
    const code = await aHeldReply(writer, topic);

    expect(await takeBackHeld(ctxFor(await aModerator()), code)).toBeNull();
    expect(await takeBackHeld(ctxFor(writer), code)).toBe("post");
    expect(await rowOf(code)).toBeUndefined();
    // whoever has its page open is told so, with the reason that they typed
    for (const decided of [letThrough(ctxFor(await aModerator()), code), declineHeld(ctxFor(await aModerator()), { code, why: "No" })])
      expect(await decided).toEqual({ ok: false, reason: "decided" });
    await expect(letThrough(ctxFor(writer), code)).rejects.toThrow(ForbiddenError);
  });

  test("is told with the topic that it is for, however much of its writer's waits elsewhere", async () => {
    const [elsewhere, topic, writer] = [await aTopic(), await aTopic(), await aMember()];
    for (let times = 0; times < 20; times++) await aHeldReply(writer, elsewhere);
    const code = await aHeldReply(writer, topic);
    expect((await getTopicPage(ctxFor(writer), topic.code, 1)).topic.ownWaiting).toMatchObject([{ code }]);
  });

  test("shows pictures that its writer added, and none of the moderator's, also once it stands", async () => {
    const [topic, writer, moderator] = [await aTopic({ audience: "open" }), await aMember(), await aModerator()];
    const [own, others] = [await aPicture(writer), await aPicture(moderator)];
    const code = await aHeldReply(writer, topic, `${own.markdown} ![x](file:${others.code})`);
    const shownIn = (html: string) => [own, others].map((file) => html.includes(`data-file="${file.code}"`));

    expect(shownIn((await openHeld(ctxFor(moderator), code)).html)).toEqual([true, false]);
    await letThrough(ctxFor(moderator), code);
    expect(shownIn((await storedPost(topic, 2)).bodyHtml)).toEqual([true, false]);
  });

  test("a near miss in it is opened by moderators alone, and stands where the post does once that is let through", async () => {
    const [writer, word] = [await aMember(), await aWatchedWord("hold")];
    const topic = await aTopic({ category: await aCategory({ audience: "open" }) });
    const [moderator, administrator] = [
      await anAccount({ roles: ["moderator"], groups: ["digital-champions"] }),
      await anAccount({ roles: ["administrator"] }),
    ];
    const sent = { ...aReply(`${word} and 943 476 5919`), topic: topic.code };
    const { vouch } = await replyToTopic(ctxFor(writer), sent).catch((error) => error);
    const { held: code } = (await replyToTopic(ctxFor(writer), { ...sent, vouch })) as unknown as { held: string };
    const missOf = async (person: TestPerson, path: string) =>
      (await listNearMisses(ctxFor(person))).find((miss) => miss.path.startsWith(path));

    expect(await missOf(moderator, `/admin/forum/held/${code}`)).toMatchObject({ canOpen: true, mayLook: true });
    expect(await missOf(administrator, `/admin/forum/held/${code}`)).toMatchObject({ canOpen: false, mayLook: false });
    expect((await listQueue(ctxFor(moderator), { kind: "guard" })).items.some(({ path }) => path === `/admin/forum/held/${code}`)).toBe(
      true,
    );
    await letThrough(ctxFor(moderator), code);
    const category = await aCategory({ audience: { groups: ["digital-champions"] } });
    expect(await missOf(administrator, `/forum/topics/${topic.code}`)).toMatchObject({ canOpen: true });
    await moveTopic(ctxFor(moderator), { topic: topic.code, category, why: "Ours", widen: true });
    expect(await missOf(administrator, `/forum/topics/${topic.code}`)).toBeUndefined();
    expect(await missOf(moderator, `/forum/topics/${topic.code}`)).toMatchObject({ canOpen: true });
  });

  test("comes from newcomers for as many posts as the settings say, and a removed one does not count", async () => {
    const [topic, writer, moderator] = [await aTopic(), await aMember(), await aModerator()];
    const send = () => replyToTopic(ctxFor(writer), { ...aReply(), topic: topic.code });
    await changeSettings(systemCtxFor(), { holdFirstPosts: 1 });
    try {
      const first = await send();
      expect(first).toMatchObject({ reason: "held" });
      expect(await rowOf((first as { held: string }).held)).toMatchObject({ why: "newcomer", words: [] });
      expect(await letThrough(ctxFor(moderator), (first as { held: string }).held)).toMatchObject({ ok: true });
      // nor does it become another one that nobody looked at
      const edit = {
        topic: topic.code,
        number: 2,
        body: "Buy",
        why: "Slip",
        basedOn: editVersion(await storedPost(topic, 2)),
        seen: undefined,
      };
      await expect(editPost(ctxFor(writer), edit)).rejects.toMatchObject({
        field: "body",
        sentence: expect.stringContaining("first posts"),
      });
      expect(await send()).toMatchObject({ ok: true });
      for (const number of [2, 3]) await removePost(ctxFor(moderator), { topic: topic.code, number, why: "Out" });
      expect(await send()).toMatchObject({ reason: "held" });
      expect(await replyToTopic(ctxFor(moderator), { ...aReply(), topic: topic.code })).toMatchObject({ ok: true });

      const category = await aCategory();
      const began = (await startTopic(ctxFor(writer), { ...aNewTopic("A title"), category })) as unknown as { held: string };
      const { path } = (await letThrough(ctxFor(moderator), began.held)) as { path: string };
      const code = path.split("/")[3]!;
      const title = { topic: code, title: "Buy", why: "", basedOn: titleVersion({ title: "A title", retitledAt: null }), seen: undefined };
      await expect(retitleTopic(ctxFor(writer), title)).rejects.toMatchObject({ field: "title" });

      // who wrote in a forum that was moved here, under a record that became part of theirs, is known
      const [known, imported] = [await aMember(), await aMember()];
      await reply(moderator, topic);
      await testDb()
        .db.update(forumPosts)
        .set({ authorId: imported.personId })
        .where(eq(forumPosts.id, (await storedPost(topic, 5)).id));
      await testDb().db.update(persons).set({ mergedInto: known.personId }).where(eq(persons.id, imported.personId));
      expect(await replyToTopic(ctxFor(known), { ...aReply(), topic: topic.code })).toMatchObject({ ok: true });
    } finally {
      await changeSettings(systemCtxFor(), { holdFirstPosts: 0 });
    }
  });
});

describe("let through", () => {
  test("a reply takes the next number and the moment, and is told as any other, once; its writer is told", async () => {
    const [topic, writer, watcher, moderator] = [await aTopic(), await aMember(), await aMember(), await aModerator()];
    await watchTopic(ctxFor(watcher), topic.code, "watching");
    const sentAt = later(new Date(), -DAY);
    const code = await aHeldReply(writer, topic, "At last", sentAt);
    expect(await reply(await aMember(), topic)).toBe(2);

    const now = new Date();
    expect(await letThrough(ctxFor(moderator, now), code)).toEqual({ ok: true, path: `/forum/topics/${topic.code}/posts/3` });
    const post = await storedPost(topic, 3);
    expect(post).toMatchObject({ authorId: writer.personId, createdAt: now, bodyMarkdown: expect.stringContaining("At last") });
    expect(await rowOf(code)).toMatchObject({ state: "through", bodyMarkdown: "", postId: post.id });
    await notifyReplyRecipients(systemCtxFor(), post.id);
    expect(await countUnread(ctxFor(watcher))).toBeGreaterThan(0);
    const [mail] = (await mailsOf(writer)).filter(({ kind }) => kind === "held-outcome-notification");
    expect(await heldOutcomeNotice.build(systemCtxFor(), mail!)).toMatchObject({ subject: "A moderator let your post through" });
    expect(mail!.cause).toBe(heldOutcomeCause((await rowOf(code))!.id, now));
    expect(await letThrough(ctxFor(await aModerator()), code)).toEqual({ ok: false, reason: "decided" });
    // the same press twice is one, and says so
    expect(await letThrough(ctxFor(moderator), code)).toEqual({ ok: true, path: `/forum/topics/${topic.code}/posts/3` });
    expect(await countPosts(topic)).toBe(3);
  });

  test("its writer has come no further in time than they were: what was new for them goes on to be", async () => {
    const [topic, writer, moderator] = [await aTopic(), await aMember(), await aModerator()];
    const seen = later(new Date(), -DAY);
    await markTopicRead(ctxFor(writer, seen), await getTopicPage(ctxFor(writer), topic.code, 1));
    const code = await aHeldReply(writer, topic, "", seen);
    await letThrough(ctxFor(moderator), code);

    const [mark] = await testDb().db.select().from(forumReads).where(eq(forumReads.personId, writer.personId));
    expect(mark).toMatchObject({ lastReadNumber: 2, readAt: seen });
  });

  test("a topic stands with its title, and the form that made it leads there", async () => {
    const [category, writer, word] = [await aCategory(), await aMember(), await aWatchedWord("hold")];
    const sent = { ...aNewTopic(`About ${word}`, "The first"), category };
    const held = (await startTopic(ctxFor(writer), sent)) as unknown as { held: string };
    const done = await letThrough(ctxFor(await aModerator()), held.held);

    expect(done).toMatchObject({ ok: true });
    const code = (done as { path: string }).path.split("/")[3]!;
    expect((await getTopicPage(ctxFor(await aMember()), code, 1)).topic.title).toBe(`About ${word}`);
    expect(await startTopic(ctxFor(writer), sent)).toMatchObject({ ok: true, topic: { code } });
  });

  test("a first comment stands under its page, which looked as if there were none", async () => {
    const [page, writer, word] = [await aPageToComment(), await aMember(), await aWatchedWord("hold")];
    const held = (await commentOnPage(ctxFor(writer), { page, bodyMarkdown: `A ${word}`, submissionId: uuidv7() })) as { held?: string };

    expect(await letThrough(ctxFor(await aModerator()), held.held!)).toMatchObject({
      ok: true,
      path: expect.stringMatching(/\/posts\/1$/),
    });
  });

  test("two moderators at once, and a writer who takes it back meanwhile, make one outcome", async () => {
    const [topic, writer] = [await aTopic(), await aMember()];
    const code = await aHeldReply(writer, topic);
    const [one, two] = [await aModerator(), await aModerator()];
    const [through, declined, takenBack] = await Promise.allSettled([
      letThrough(ctxFor(one), code),
      declineHeld(ctxFor(two), { code, why: "No" }),
      takeBackHeld(ctxFor(writer), code),
    ]);
    const done = [through, declined].filter((each) => each.status === "fulfilled" && (each.value as { ok: boolean }).ok).length;
    const gone = takenBack.status === "fulfilled" && takenBack.value ? 1 : 0;
    expect(done + gone).toBe(1);
    expect(await countPosts(topic)).toBe(through.status === "fulfilled" && through.value.ok ? 2 : 1);
  });
});

describe("what became of the place meanwhile", () => {
  test.each<[string, (topic: { code: string }, moderator: TestPerson, writer: TestPerson) => Promise<unknown>, string]>([
    ["a closed topic", (topic, moderator) => lockTopic(ctxFor(moderator), topic.code), "locked"],
    ["a removed topic", (topic, moderator) => removeTopic(ctxFor(moderator), { topic: topic.code, why: "Out" }), "gone"],
    [
      "a topic that more people read",
      async (topic, moderator) =>
        moveTopic(ctxFor(moderator), { topic: topic.code, category: await aCategory({ audience: "open" }), why: "Better", widen: true }),
      "other-readers",
    ],
    [
      "a writer whose data is not to be used",
      (_topic, _moderator, writer) => restrictPerson(systemCtxFor(), { personId: writer.personId, why: "case under way", reason: "case" }),
      "author-away",
    ],
    [
      "a writer whose account was suspended",
      (_topic, _moderator, { personId }) =>
        openAccount(systemCtxFor(), { personId, password: "eleven calm badgers" }).then(() =>
          testDb().db.update(accounts).set({ state: "suspended" }).where(eq(accounts.personId, personId)),
        ),
      "author-away",
    ],
    [
      "a writer who is a member no more, where everybody reads",
      (_topic, _moderator, { personId }) => revokeGrant(systemCtxFor(), { personId, role: "member" }),
      "author-away",
    ],
    ["a writer who is suspended", (_topic, _moderator, writer) => aSanction(writer, { kind: "suspended" }), "author-away"],
    ["a writer who may only read", (_topic, _moderator, writer) => aSanction(writer, { kind: "read-only" }), "author-away"],
    ["a writer who has not read a warning", (_topic, _moderator, writer) => aSanction(writer, { kind: "warned" }), "author-away"],
  ])("%s: it does not stand, and is declined with that", async (what, change, reason) => {
    const audience = what.includes("everybody") ? "open" : "members";
    const [topic, writer, moderator] = [await aTopic({ audience }), await aMember(), await aModerator()];
    const code = await aHeldReply(writer, topic);
    await change(topic, moderator, writer);

    expect(await letThrough(ctxFor(moderator), code)).toEqual({ ok: false, reason });
    expect(await rowOf(code)).toMatchObject({ state: "waiting" });
    expect(await declineHeld(ctxFor(moderator), { code, why: "So it is" })).toEqual({ ok: true });
  });

  test("fewer readers are no reason, and of a merged topic it stands in the other one, unless it quotes", async () => {
    const [writer, moderator] = [await aMember(), await aModerator()];
    const topic = await aTopic({ audience: "open" });
    const code = await aHeldReply(writer, topic);
    const quoting = await aHeldReply(writer, topic, "> [post 1]\n\nYes.");
    await moveTopic(ctxFor(moderator), { topic: topic.code, category: await aCategory(), why: "Ours", widen: false });
    const other = await aTopic();
    await mergeTopic(ctxFor(moderator), { topic: topic.code, into: other.code, why: "Same" });

    expect(await letThrough(ctxFor(moderator), code)).toMatchObject({ ok: true, path: expect.stringContaining(other.code) });
    expect(await letThrough(ctxFor(moderator), quoting)).toEqual({ ok: false, reason: "quotes" });
  });

  test("a topic that became part of one that its writer, or the moderator, cannot read", async () => {
    const [writer, moderator, insider] = [
      await aMember(),
      await aModerator(),
      await aMember({ roles: ["moderator"], groups: ["digital-champions"] }),
    ];
    const [topic, restricted] = [
      await aTopic(),
      await aTopic({ category: await aCategory({ audience: { groups: ["digital-champions"] } }), author: insider }),
    ];
    const code = await aHeldReply(writer, topic);
    await mergeTopic(ctxFor(insider), { topic: topic.code, into: restricted.code, why: "Same" });

    expect(await letThrough(ctxFor(insider), code)).toEqual({ ok: false, reason: "author-away" });
    expect(await letThrough(ctxFor(moderator), code)).toEqual({ ok: false, reason: "elsewhere" });
    expect(await rowOf(code)).toMatchObject({ state: "waiting" });
  });

  test("what it quotes was changed: it waits until it is declined", async () => {
    const [writer, moderator] = [await aMember(), await aModerator()];
    const topic = await aTopic({ body: "These very words." });
    const code = await aHeldReply(writer, topic, "> [post 1]\n> These very words.\n\nYes.");
    await removePost(ctxFor(topic.author), { topic: topic.code, number: 1, why: "" });

    expect(await letThrough(ctxFor(moderator), code)).toMatchObject({ ok: false });
    expect((await openHeld(ctxFor(moderator), code)).problem).not.toBeUndefined();
  });
});

describe("declined", () => {
  test("with a reason that its writer is told, who appeals once; another moderator decides", async () => {
    const [topic, writer, first, second] = [await aTopic(), await aMember(), await aModerator(), await aModerator()];
    const code = await aHeldReply(writer, topic);

    expect(await declineHeld(ctxFor(first), { code, why: "" })).toEqual({ ok: false, reason: "why-missing" });
    for (const _ of ["once", "twice"]) expect(await declineHeld(ctxFor(first), { code, why: "It names somebody" })).toEqual({ ok: true });
    expect(await declineHeld(ctxFor(first), { code, why: "Something else" })).toEqual({ ok: false, reason: "decided" });
    expect(await countUnread(ctxFor(writer))).toBe(1);
    const [mail] = await mailsOf(writer);
    expect(JSON.stringify(await heldOutcomeNotice.build(systemCtxFor(), mail!))).toContain("It names somebody");
    expect(await letThrough(ctxFor(second), code)).toEqual({ ok: false, reason: "decided" });

    expect(await appealDecline(ctxFor(writer), { code, appeal: "Only myself" })).toEqual({ ok: true });
    expect(await declineHeld(ctxFor(first), { code, why: "Still" })).toEqual({ ok: false, reason: "own-act" });
    expect(await declineHeld(ctxFor(second), { code, why: "It stays so" })).toEqual({ ok: true });
    expect(await appealDecline(ctxFor(writer), { code, appeal: "Again" })).toEqual({ ok: false, reason: "appealed" });
    const shown = await showHeld(ctxFor(writer), code);
    expect(shown).toMatchObject({ reason: "It names somebody", decisionWhy: "It stays so", state: "declined" });
    expect(JSON.stringify(shown)).not.toContain(first.personId);
    // the first mail is old news by now
    expect(await heldOutcomeNotice.build(systemCtxFor(), mail!)).toEqual({ skip: "decided-again" });
  });

  test("stays declined, with who declined it and why, where its writer takes the appeal back; and is not said to wait", async () => {
    const [topic, writer, moderator, word] = [await aTopic(), await aMember(), await aModerator(), await aWatchedWord("hold")];
    const sent = { ...aReply(`A ${word}`), topic: topic.code };
    const { held: code } = (await replyToTopic(ctxFor(writer), sent)) as unknown as { held: string };
    await declineHeld(ctxFor(moderator), { code, why: "No" });
    const [mail] = (await mailsOf(writer)).filter(({ kind }) => kind === "held-outcome-notification");
    expect(await replyToTopic(ctxFor(writer), sent)).toEqual({ ok: false, reason: "held", held: code, isDeclined: true });
    await appealDecline(ctxFor(writer), { code, appeal: "Yes" });

    expect(await takeBackHeld(ctxFor(writer), code)).toBe("appeal");
    expect(await takeBackHeld(ctxFor(writer), code)).toBeNull();
    expect(await rowOf(code)).toMatchObject({ state: "declined", declinedBy: moderator.personId, reason: "No" });
    expect(await appealDecline(ctxFor(writer), { code, appeal: "Again" })).toEqual({ ok: false, reason: "appealed" });
    expect(await heldOutcomeNotice.build(systemCtxFor(), mail!)).toMatchObject({ subject: "A moderator did not let your post through" });
  });

  test("counts its time from the day of the decision, also where nobody looked for a year", async () => {
    const [topic, writer, moderator] = [await aTopic(), await aMember(), await aModerator()];
    const code = await aHeldReply(writer, topic, "", later(new Date(), -400 * DAY));
    await declineHeld(ctxFor(moderator), { code, why: "No" });
    await expireModerations(systemCtxFor());
    expect(await rowOf(code)).toBeDefined();
    await expireModerations(systemCtxFor(later(new Date(), 400 * DAY)));
    expect(await rowOf(code)).toBeUndefined();
  });

  test("after an appeal it can stand; what was decided goes when its time is over, what waits does not", async () => {
    const [topic, writer, first, second] = [await aTopic(), await aMember(), await aModerator(), await aModerator()];
    const code = await aHeldReply(writer, topic);
    await declineHeld(ctxFor(first), { code, why: "No" });
    await appealDecline(ctxFor(writer), { code, appeal: "Yes" });
    expect(await letThrough(ctxFor(second), code)).toMatchObject({ ok: true });
    const other = await aHeldReply(writer, topic);

    await expireModerations(systemCtxFor(later(new Date(), 400 * DAY)));
    expect(await rowOf(code)).toBeUndefined();
    expect(await rowOf(other)).toBeDefined();
    expect(await countPosts(topic)).toBe(2);
  });
});

test("moderators of the place to which a topic is moved are told of what waits there", async () => {
  const mover = await aMember({ roles: ["moderator"], groups: ["digital-champions"] });
  const judge = await aMember({ roles: ["moderator"], groups: ["digital-champions"] });
  const [topic, writer] = [await aTopic(), await aMember()];
  const code = await aHeldReply(writer, topic);
  const { id } = (await rowOf(code))!;
  const told = async (person: TestPerson) =>
    (await testDb().db.select().from(notifications).where(eq(notifications.personId, person.personId))).filter(
      ({ cause }) => cause === `held:${id}`,
    );
  await testDb().db.delete(notifications).where(eq(notifications.personId, judge.personId));
  await moveTopic(ctxFor(mover), {
    topic: topic.code,
    category: await aCategory({ audience: { groups: ["digital-champions"] } }),
    why: "Ours",
    widen: true,
  });

  expect(await told(judge)).toHaveLength(1);
});
