import { and, asc, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts";
import { forumMailedReplies } from "#db/schema/forum/mailed";
import { forumPosts } from "#db/schema/forum/posts";
import { messages } from "#db/schema/mail/messages";
import { notifications } from "#db/schema/mail/notifications";
import { persons } from "#db/schema/people";
import { MAIL_KINDS } from "#jobs/mail-kinds";
import { expireMailedReplies } from "~/features/forum/by-mail/expire-mailed-replies.server";
import { mailedReplyMail } from "~/features/forum/by-mail/mailed-reply.mail.server";
import { takeMail } from "~/features/forum/by-mail/take-mail.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { markTopicRead } from "~/features/forum/topics/mark-topic-read.server";
import { mergeTopic } from "~/features/forum/topics/merge-topic.server";
import { moveTopic } from "~/features/forum/topics/move-topic.server";
import { splitTopic } from "~/features/forum/topics/split-topic.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { notifyReplyRecipients } from "~/features/forum/watching/notify-reply-recipients.server";
import { notifyTopicRecipients } from "~/features/forum/watching/notify-topic-recipients.server";
import { watchCategory } from "~/features/forum/watching/watch-category.server";
import { letterOf } from "~/features/mail/messages/letters.server";
import type { ServiceMail } from "~/features/mail/messages/mail-kind.server";
import { getMailSender } from "~/features/mail/transport/sender.server";
import { revokeGrant } from "~/features/permissions/grants.server";
import { readMessage } from "~/features/privacy/read-message.server";
import { LIMITS } from "~/http/forms/limits.server";
import { DAY, HOUR, later, MINUTE } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { inTransaction } from "~/lib/transaction.server";
import { aMixedMail, aRawMail } from "../../support/answers-by-mail";
import { ctxFor, somebodyWaits, systemCtxFor } from "../../support/context";
import {
  aCategory,
  aReply,
  aSanction,
  aTopic,
  aWatchedWord,
  countPosts,
  NAMELESS,
  reply,
  replyNameless,
  storedPost,
  type TestTopic,
} from "../../support/forum";
import { anAccount } from "../../support/http";
import { aPostOffice, aSink, clearMail, drain } from "../../support/mail";
import { aMember, type TestPerson } from "../../support/people";
import { runPortal } from "../../support/processes";

const { db } = systemCtxFor();
const REPLY_ADDRESS = "reply@forum.example";

beforeAll(() => {
  env().replyAddress = REPLY_ADDRESS;
});
afterAll(() => {
  env().replyAddress = null;
});
beforeEach(clearMail);

async function mailOf(person: TestPerson, kind: string) {
  const [message] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), eq(messages.kind, kind)))
    .orderBy(desc(messages.id))
    .limit(1);
  return message!;
}

/** What a mail says when it leaves. */
async function builtMail(person: TestPerson, kind = "reply-notification"): Promise<ServiceMail> {
  const built = await MAIL_KINDS.find(({ name }) => name === kind)!.build(systemCtxFor(), await mailOf(person, kind));
  if ("skip" in built || "html" in built) throw new Error("skip" in built ? built.skip : "raw");
  return built;
}

/** A mail about a reply to a topic that somebody with an account watches, and the address that takes their answer. */
async function anAnswerableMail(more: Parameters<typeof aTopic>[0] = {}) {
  const reader = more.author ?? (await anAccount());
  const topic = await aTopic({ title: "Rota software", ...more, author: reader });
  const other = await aMember({ displayName: "Kath Ormerod" });
  const number = await reply(other, topic, "Which one do you use?");
  await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, number)).id);
  const mail = await builtMail(reader);
  return { topic, reader, other, number, to: mail.answerTo!, mail };
}

type Raw = Parameters<typeof aRawMail>[0];
const answer = (person: { email: string }, to: string, more: Raw & { sender?: string; now?: Date; raw?: Buffer } = {}) =>
  takeMail(systemCtxFor(more.now), more.raw ?? aRawMail({ from: person.email, ...more }), {
    sender: more.sender ?? person.email,
    recipient: to,
  });

const textsOf = async (topic: TestTopic) =>
  (await getTopicPage(ctxFor(await aMember({ groups: [] })), topic.code, 1)).posts.map(({ bodyHtml }) =>
    bodyHtml.replace(/<[^>]+>/g, "").trim(),
  );

/** What the writer of an answer was told, each mail. */
async function toldTo(person: TestPerson) {
  const rows = await db
    .select()
    .from(messages)
    .where(and(eq(messages.personId, person.personId), eq(messages.kind, "mailed-reply")))
    .orderBy(asc(messages.id));
  return Promise.all(
    rows.map(async (row) => {
      const { subject, paragraphs, after } = (await mailedReplyMail.build(systemCtxFor(), row)) as ServiceMail;
      return [subject, ...paragraphs, ...after!].join("\n");
    }),
  );
}
const outcomes = async (person: TestPerson) =>
  (
    await db.select().from(forumMailedReplies).where(eq(forumMailedReplies.personId, person.personId)).orderBy(asc(forumMailedReplies.id))
  ).map(({ outcome }) => outcome);

describe("a mail that tells of the forum", () => {
  test("says that it can be answered by mail, by whom that is read, and where to, as long as that is so", async () => {
    const { mail, reader, topic } = await anAnswerableMail();
    expect(mail.after).toEqual([
      "To answer, reply to this email. What you write above its first line is posted in the forum under your name, for all members of the network to read. Files are not taken.",
    ]);
    expect(mail.answerTo).toMatch(/^reply\+[0-9a-z]{50}@forum\.example$/);
    const letter = await letterOf(mail, await getMailSender(systemCtxFor()));
    expect(letter.replyTo).toBe(mail.answerTo);
    expect(letter.text).toMatch(/^– Reply above this line to answer in the forum –\n\nNew replies/);
    expect(letter.html).toContain("Reply above this line to answer in the forum");
    expect(letter.text + letter.html).not.toContain(mail.answerTo!.slice(6, 30));

    await lockTopic(ctxFor(await aMember({ roles: ["moderator"] })), topic.code);
    const closed = await builtMail(reader);
    expect([closed.answerTo, closed.after![0]]).toEqual([undefined, expect.stringContaining("To answer, use the button")]);
  });

  test("says nothing of it where that is not switched on", async () => {
    const { reader } = await anAnswerableMail();
    env().replyAddress = null;
    const mail = await builtMail(reader);
    env().replyAddress = REPLY_ADDRESS;
    const letter = await letterOf(mail, await getMailSender(systemCtxFor()));
    expect([mail.answerTo, letter.replyTo, letter.text.includes("Reply above")]).toEqual([
      undefined,
      (await getMailSender(systemCtxFor())).contactAddress,
      false,
    ]);
    expect(mail.after![0]).toContain("and not into the forum");
  });

  test("nor to who would be refused: who wrote there without their name, or cannot write now", async () => {
    const category = await aCategory({ namelessAs: NAMELESS });
    const { topic, reader } = await anAnswerableMail({ category });
    await aSanction(reader);
    expect((await builtMail(reader)).answerTo).toBeUndefined();

    const nameless = await anAccount();
    await replyNameless(nameless, topic);
    await notifyReplyRecipients(systemCtxFor(), (await storedPost(topic, await reply(await aMember(), topic))).id);
    expect((await builtMail(nameless)).answerTo).toBeUndefined();
  });

  test("of a new topic, and of a mention, can be answered too; staff who look at one are told neither how nor where", async () => {
    const watcher = await anAccount({ displayName: "Mavis Mentioned" });
    const category = await aCategory();
    await watchCategory(ctxFor(watcher), category, "every-post");
    const topic = await aTopic({ category });
    await notifyTopicRecipients(systemCtxFor(), (await storedPost(topic, 1)).id);
    expect(await answer(watcher, (await builtMail(watcher, "topic-notification")).answerTo!, { body: "A first answer." })).toBe("taken");
    expect(await textsOf(topic)).toContain("A first answer.");

    const other = await aTopic();
    await notifyReplyRecipients(
      systemCtxFor(),
      (await storedPost(other, await reply(await aMember(), other, "@Mavis Mentioned knows."))).id,
    );
    const mention = await builtMail(watcher, "mention-notification");
    const looked = await readMessage(
      ctxFor(await aMember({ roles: ["administrator"], secondFactorAt: new Date() })),
      (await mailOf(watcher, "mention-notification")).id,
      "asked",
    );
    expect(JSON.stringify(looked)).toContain("How to answer this email: [left out here]");
    expect(JSON.stringify(looked)).not.toMatch(/To answer|reply\+/);
    expect(await answer(watcher, mention.answerTo!, { body: "She does." })).toBe("taken");
    expect(await textsOf(other)).toContain("She does.");
  });
});

describe("an answer", () => {
  test("is posted under its writer's name, once, however often and by however many it is brought; whoever watches is told once", async () => {
    const { topic, reader, other, to } = await anAnswerableMail();
    const raw = aRawMail({ from: reader.email, body: "We use a sheet.\n\n-- \nJane" });
    const taken = await Promise.all([answer(reader, to, { raw }), answer(reader, to, { raw }), answer(reader, to, { raw })]);
    expect([...taken, await answer(reader, to, { raw })]).toEqual(["taken", "taken", "taken", "taken"]);
    expect(await textsOf(topic)).toEqual(["The first post", "Which one do you use?", "We use a sheet."]);
    const post = await storedPost(topic, 3);
    expect(post.authorId).toBe(reader.personId);

    await notifyReplyRecipients(systemCtxFor(), post.id);
    await notifyReplyRecipients(systemCtxFor(), post.id);
    const told = db
      .select()
      .from(notifications)
      .where(eq(notifications.cause, `reply:${post.id}`));
    expect((await told).map(({ personId }) => personId)).toEqual([other.personId]);
    expect([await outcomes(reader), await toldTo(reader)]).toEqual([["posted"], []]);
    // another one to the same mail is another post
    await answer(reader, to, { body: "And a wall." });
    expect(await countPosts(topic)).toBe(4);
  });

  test("is the same mail also where it says something else the second time, and is kept no longer than a week", async () => {
    const { topic, reader, to } = await anAnswerableMail();
    const headers = { "Message-ID": "<same@mail.example>" };
    await answer(reader, to, { headers, body: "One." });
    await answer(reader, to, { headers, body: "Two." });
    expect(await countPosts(topic)).toBe(3);
    await expireMailedReplies(systemCtxFor(later(new Date(), 8 * DAY)));
    expect(await outcomes(reader)).toEqual([]);
    // its post is known by its number still
    expect(await answer(reader, to, { headers, body: "Two." })).toBe("taken");
    expect(await countPosts(topic)).toBe(3);
  });

  test("reads nothing that its writer did not, and names them nowhere as somebody who has read along", async () => {
    const watcher = await anAccount();
    const category = await aCategory();
    await watchCategory(ctxFor(watcher), category, "every-post");
    const topic = await aTopic({ category });
    await notifyTopicRecipients(systemCtxFor(), (await storedPost(topic, 1)).id);
    const unread = await anAnswerableMail();
    const opened = await anAnswerableMail();
    const seen = async (person: TestPerson, code: string) => getTopicPage(ctxFor(person), code, 1);
    await markTopicRead(ctxFor(opened.reader), await seen(opened.reader, opened.topic.code));
    await db.update(persons).set({ showReading: true });
    const lastRead = async (person: TestPerson, code: string) => (await seen(person, code)).topic.lastRead;

    expect(await answer(watcher, (await builtMail(watcher, "topic-notification")).answerTo!)).toBe("taken");
    for (const { reader, to } of [unread, opened]) expect(await answer(reader, to)).toBe("taken");
    expect(await lastRead(watcher, topic.code)).toBeNull();
    // their own first post alone; all that was there, and their answer
    expect(await lastRead(unread.reader, unread.topic.code)).toBe(1);
    expect(await lastRead(opened.reader, opened.topic.code)).toBe(3);
    const other = await aMember();
    for (const { code } of [topic, unread.topic, opened.topic]) expect((await seen(other, code)).readAlong!.names).toEqual([]);
  });

  test("with files is posted without them, and its writer is told so", async () => {
    const { topic, reader, to } = await anAnswerableMail();
    const raw = aMixedMail(
      [{ body: "See the file." }, { type: "application/pdf", headers: ['Content-Disposition: attachment; filename="a.pdf"'], body: "x" }],
      "mixed",
      { from: reader.email },
    );
    await answer(reader, to, { raw });
    expect(await textsOf(topic)).toContain("See the file.");
    expect(await toldTo(reader)).toEqual([
      expect.stringMatching(
        /^Posted, without its files\n.*“Rota software”.*\n.*is in the forum.*\nFiles and pictures are not taken by email/,
      ),
    ]);
  });

  test("with words to hold waits for a moderator, as from the form, and its writer is told so", async () => {
    const { topic, reader, to } = await anAnswerableMail();
    await answer(reader, to, { body: `Some ${await aWatchedWord("hold")}` });
    expect([await countPosts(topic), await outcomes(reader)]).toEqual([2, ["held"]]);
    expect(await toldTo(reader)).toEqual([expect.stringContaining("Only you and moderators can see it")]);
  });

  test("of a moderator has no powers of staff: it waits like anybody’s", async () => {
    const moderator = await anAccount({ roles: ["moderator"] });
    const { topic, to } = await anAnswerableMail({ author: moderator });
    await answer(moderator, to, { body: `Some ${await aWatchedWord("hold")}` });
    expect([await countPosts(topic), await outcomes(moderator)]).toEqual([2, ["held"]]);
  });
});

const aModerator = async () => ctxFor(await aMember({ roles: ["moderator"], secondFactorAt: new Date() }));

describe("an answer that is not posted comes back with its words, and says what to do", () => {
  type Case = [outcome: string, says: RegExp, before: (mail: Awaited<ReturnType<typeof anAnswerableMail>>) => Promise<unknown>];
  test.each<Case>([
    ["locked", /This topic is closed/, async ({ topic }) => void (await lockTopic(await aModerator(), topic.code))],
    [
      "gone",
      /not there any more, or you cannot read it/,
      async ({ topic }) => void (await removeTopic(await aModerator(), { topic: topic.code, why: "Rude" })),
    ],
    [
      "gone",
      /not there any more/,
      async ({ reader }) => void (await revokeGrant(systemCtxFor(), { personId: reader.personId, role: "member" })),
    ],
    ["gone", /not there any more/, async ({ reader }) => void (await aSanction(reader, { kind: "suspended" }))],
    ["sanctioned", /You cannot write in the forum now/, async ({ reader }) => void (await aSanction(reader))],
    [
      "not-a-member",
      /Members can reply/,
      async ({ reader }) => void (await db.update(accounts).set({ state: "suspended" }).where(eq(accounts.personId, reader.personId))),
    ],
    [
      "other-readers",
      /Who can read this topic has changed/,
      async ({ topic }) =>
        void (await moveTopic(await aModerator(), {
          topic: topic.code,
          category: await aCategory({ audience: "open" }),
          why: "Wrong place",
          widen: true,
        })),
    ],
    [
      "too-old",
      /cannot be answered any more/,
      async ({ reader }) => {
        const { id } = await mailOf(reader, "reply-notification");
        await db
          .update(messages)
          .set({ createdAt: later(new Date(), -31 * DAY) })
          .where(eq(messages.id, id));
      },
    ],
    ["patient-details", /may identify a patient/, async () => "Patient 943 476 5919 called."],
    ["watched-words", /looked at before they are posted/, async () => `A ${await aWatchedWord("warn")} here.`],
    ["refused-text", /cannot be posted as it is/, async () => `A ${await aWatchedWord("refuse")} here.`],
    ["too-long", /too long for one post/, async () => "many words ".repeat(4000).trim()],
    ["empty", /stood nothing.* still in the email that you sent/, async () => "\n-- \nJane"],
  ])("%s: %s", async (outcome, says, before) => {
    const mail = await anAnswerableMail();
    const said = await before(mail);
    const body = typeof said === "string" ? said : "We use a sheet.";
    const posts = await countPosts(mail.topic);

    expect(await answer(mail.reader, mail.to, { body })).toBe("taken");
    expect([await outcomes(mail.reader), await countPosts(mail.topic)]).toEqual([[outcome], posts]);
    const [told] = await toldTo(mail.reader);
    expect(told).toMatch(/^Your reply was not posted\n/);
    expect(told).toMatch(says);
    expect(told!.includes("This is what you wrote:\n")).toBe(outcome !== "empty");
    if (outcome !== "empty") expect(told).toContain(body);
    expect(told!.includes("Rota software")).toBe(
      outcome !== "gone" && outcome !== "too-old" && outcome !== "not-a-member" && !/patient|watched|refused-text/.test(outcome),
    );
  });

  test("in a topic where its writer wrote without their name nothing stands under it, and no mail log says that they did", async () => {
    const category = await aCategory({ namelessAs: NAMELESS });
    const { topic, reader, to } = await anAnswerableMail({ category });
    await replyNameless(reader, topic);
    await answer(reader, to);
    expect([await countPosts(topic), await outcomes(reader)]).toEqual([3, ["nameless-here"]]);
    expect((await mailOf(reader, "mailed-reply")).isVeiled).toBe(true);
  });

  test("its words are kept until the mail that gives them back has left, and staff who look at mails do not see them", async () => {
    const { topic, reader, to } = await anAnswerableMail();
    await lockTopic(await aModerator(), topic.code);
    await answer(reader, to, { body: "Canary words." });
    const bodies = async () =>
      (await db.select().from(forumMailedReplies).where(eq(forumMailedReplies.personId, reader.personId))).map(({ body }) => body);
    await expireMailedReplies(systemCtxFor());
    expect(await bodies()).toEqual(["Canary words."]);
    expect(
      JSON.stringify(await mailedReplyMail.build(systemCtxFor(), { ...(await mailOf(reader, "mailed-reply")), isLook: true })),
    ).not.toContain("Canary");

    const sink = await aSink();
    await drain(aPostOffice(sink, { kinds: MAIL_KINDS }));
    expect(
      sink
        .mails()
        .some(
          ({ to, raw }) => to.includes(reader.email) && raw.includes("Canary words.") && raw.includes("Auto-Submitted: auto-generated"),
        ),
    ).toBe(true);
    await expireMailedReplies(systemCtxFor());
    expect(await bodies()).toEqual([""]);
  });

  test("its writer is told once an hour of each mail; what comes meanwhile is left with who brought it, and a good answer is posted", async () => {
    const { topic, reader, to } = await anAnswerableMail();
    const empty = { body: "-- \nJane" };
    expect(await answer(reader, to, empty)).toBe("taken");
    expect([await answer(reader, to, empty), await answer(reader, to, empty)]).toEqual(["later", "later"]);
    expect(await answer(reader, to, { body: "Now then." })).toBe("taken");
    expect([await countPosts(topic), (await toldTo(reader)).length]).toEqual([3, 1]);
    expect(await answer(reader, to, { ...empty, now: later(new Date(), HOUR + MINUTE) })).toBe("taken");
    expect((await toldTo(reader)).length).toBe(2);
  });

  test("but of each that waits for a moderator, or lacks its files, its writer is told within that hour too", async () => {
    const { reader, to } = await anAnswerableMail();
    const word = await aWatchedWord("hold");
    const withFile = [
      { body: "See." },
      { type: "application/pdf", headers: ['Content-Disposition: attachment; filename="a.pdf"'], body: "x" },
    ];
    await answer(reader, to, { body: "-- \nJane" });
    for (const body of ["One", "Two"]) expect(await answer(reader, to, { body: `${body} ${word}` })).toBe("taken");
    expect(await answer(reader, to, { raw: aMixedMail(withFile, "mixed", { from: reader.email }) })).toBe("taken");
    expect((await toldTo(reader)).map((told) => told.split("\n")[0])).toEqual([
      "Your reply was not posted",
      "Your reply waits for a moderator",
      "Your reply waits for a moderator",
      "Posted, without its files",
    ]);
  });

  test("what waits for an erasure leaves nothing after it, and is brought again", async () => {
    const { topic, reader, to } = await anAnswerableMail();
    const { taken } = await inTransaction(systemCtxFor(), async (ctx) => {
      await ctx.db
        .update(persons)
        .set({ erasedAt: new Date(), fullName: null, displayName: null, jobTitle: null, organisationName: null })
        .where(eq(persons.id, reader.personId));
      const taken = answer(reader, to, { body: "-- \nJane" });
      await expect.poll(somebodyWaits).toBe(true);
      return { taken };
    });
    expect(await taken).toBe("later");
    expect([await outcomes(reader), await countPosts(topic), await mailOf(reader, "mailed-reply")]).toEqual([[], 2, undefined]);
    expect(await answer(reader, to)).toBe("no-such-address");
  });

  test("who writes more than the site takes waits", async () => {
    const { topic, reader, to } = await anAnswerableMail();
    for (let at = 0; at < LIMITS.writing.points; at++) await answer(reader, to, { headers: { "Message-ID": "<one@mail.example>" } });
    expect(await answer(reader, to)).toBe("later");
    expect(await countPosts(topic)).toBe(3);
  });
});

describe("it is posted where the post stands that was told of", () => {
  test("in the topic that one was merged into", async () => {
    const { topic, reader, to } = await anAnswerableMail();
    const into = await aTopic({ category: topic.category });
    expect(await mergeTopic(await aModerator(), { topic: topic.code, into: into.code, why: "The same" })).toMatchObject({
      ok: true,
    });
    expect(await answer(reader, to, { body: "Merged well." })).toBe("taken");
    expect([await outcomes(reader), await textsOf(into)]).toEqual([["posted"], expect.arrayContaining(["Merged well."])]);
  });

  test("in the topic that it was moved to by itself", async () => {
    const { topic, reader, to, number } = await anAnswerableMail();
    const split = await splitTopic(await aModerator(), {
      topic: topic.code,
      posts: [number],
      title: "Which rota",
      why: "Another question",
    });
    if (!split.ok) throw new Error(split.reason);
    expect(await answer(reader, to, { body: "Split well." })).toBe("taken");
    const [post] = await db.select().from(forumPosts).where(eq(forumPosts.bodyMarkdown, "Split well."));
    expect(post!.topicId).not.toBe((await storedPost(topic, 1)).topicId);
  });

  test("where a topic was moved to others who read the same", async () => {
    const { topic, reader, to } = await anAnswerableMail();
    await moveTopic(await aModerator(), { topic: topic.code, category: await aCategory(), why: "Wrong place", widen: false });
    await answer(reader, to, { body: "Moved well." });
    expect(await textsOf(topic)).toContain("Moved well.");
  });
});

describe("nothing is posted, and nobody is told, of a mail", () => {
  test.each<[string, (mail: Awaited<ReturnType<typeof anAnswerableMail>>) => Promise<string> | string, string]>([
    ["to no token", ({ reader }) => answer(reader, REPLY_ADDRESS), "no-such-address"],
    ["to a token that nobody made", ({ reader }) => answer(reader, `reply+${"0".repeat(50)}@forum.example`), "no-such-address"],
    [
      "to a token that was changed",
      ({ reader, to }) =>
        answer(
          reader,
          to.replace(/.@/, (end) => (end === "0@" ? "1@" : "0@")),
        ),
      "no-such-address",
    ],
    ["from nobody whom we know", ({ to }) => answer({ email: "stranger@elsewhere.example" }, to), "not-allowed"],
    ["from somebody who has no account", async ({ to }) => answer(await aMember(), to), "not-allowed"],
    ["from two at once", ({ to, reader, other }) => answer(reader, to, { from: `${reader.email}, ${other.email}` }), "not-allowed"],
    [
      "from a line that holds a second one",
      ({ to, reader }) => answer(reader, to, { from: `x@y.example\r\nFrom: ${reader.email}` }),
      "not-allowed",
    ],
    ["that cannot be read", ({ to, reader }) => answer(reader, to, { headers: { "X-Long": "a".repeat(300_000) } }), "unreadable"],
    ["without a sender", ({ to, reader }) => answer(reader, to, { sender: "" }), "ignored"],
    ["of a program", ({ to, reader }) => answer(reader, to, { headers: { "Auto-Submitted": "auto-replied" } }), "ignored"],
    ["of a list", ({ to, reader }) => answer(reader, to, { headers: { "List-Id": "<l.example>" } }), "ignored"],
    [
      "that says that its reader is away",
      ({ to, reader }) => answer(reader, to, { headers: { Subject: "Automatic reply: New replies" } }),
      "ignored",
    ],
  ])("%s", async (_what, send, taken) => {
    const mail = await anAnswerableMail();
    expect(await send(mail)).toBe(taken);
    expect([await countPosts(mail.topic), await outcomes(mail.reader), await toldTo(mail.reader), await outcomes(mail.other)]).toEqual([
      2,
      [],
      [],
      [],
    ]);
  });

  test("where answers by mail are not taken", async () => {
    const { reader, to, topic } = await anAnswerableMail();
    env().replyAddress = null;
    const taken = await answer(reader, to);
    env().replyAddress = REPLY_ADDRESS;
    expect([taken, await countPosts(topic)]).toEqual(["no-such-address", 2]);
  });
});

test("another member’s token says the same of everybody, member or not: nothing is posted, kept or mailed, and nothing counts against them", async () => {
  const { topic, reader, to } = await anAnswerableMail();
  const [other, own] = [await anAccount(), await anAnswerableMail()];
  for (let at = 0; at < LIMITS.writing.points; at++) expect(await answer(other, to, { body: "Buy here." })).toBe("not-allowed");
  expect(await answer({ email: "stranger@elsewhere.example" }, to)).toBe("not-allowed");
  expect([await countPosts(topic), await outcomes(other), await toldTo(other), await toldTo(reader)]).toEqual([2, [], [], []]);
  // whose name was typed can write all the same
  const theirs = await anAnswerableMail({ author: other });
  expect(await answer(other, theirs.to, { body: "Mine to say." })).toBe("taken");
  // and of a mail that is kept no more nobody is told anything else
  await db.delete(messages).where(eq(messages.id, (await mailOf(own.reader, "reply-notification")).id));
  expect([await answer(other, own.to), await answer(own.reader, own.to)]).toEqual(["no-such-address", "no-such-address"]);
});

test("two automatic senders come to an end: neither our refusal nor its answer is ever answered", async () => {
  const { topic, reader, to } = await anAnswerableMail();
  await lockTopic(await aModerator(), topic.code);
  await answer(reader, to);
  const letter = await letterOf(
    (await mailedReplyMail.build(systemCtxFor(), await mailOf(reader, "mailed-reply"))) as ServiceMail,
    await getMailSender(systemCtxFor()),
  );
  expect([letter.replyTo, letter.headers["Auto-Submitted"], letter.text.includes("Reply above")]).toEqual([
    (await getMailSender(systemCtxFor())).contactAddress,
    "auto-generated",
    false,
  ]);
  // sent back to us as it is
  expect(await answer(reader, to, { headers: { "Auto-Submitted": letter.headers["Auto-Submitted"]! } })).toBe("ignored");
});

test("a header in what somebody writes is text, and so is everything in their subject", async () => {
  const { topic, reader, to } = await anAnswerableMail();
  await answer(reader, to, {
    headers: { Subject: "=?utf-8?q?Re=3A_x=0D=0ABcc=3A_all=40evil=2Eexample?=" },
    body: "Bcc: all@evil.example\n\n<script>alert(1)</script> \u0000hm",
  });
  const [, , text] = await textsOf(topic);
  expect(text).toBe("Bcc: all@evil.example\n&lt;script&gt;alert(1)&lt;/script&gt; hm");
});

test("the whole way: the mail leaves by SMTP, its Reply-To is answered through a server's pipe, the post stands, and the same again is none", async () => {
  const { topic, reader } = await anAnswerableMail();
  await db
    .update(messages)
    .set({ nextAt: new Date(0) })
    .where(eq(messages.id, (await mailOf(reader, "reply-notification")).id));
  const sink = await aSink();
  await drain(aPostOffice(sink, { kinds: MAIL_KINDS }));
  const sent = sink.mails().find(({ to }) => to.includes(reader.email))!;
  const [, to] = /^Reply-To: <(.+)>\r?$/m.exec(sent.raw)!;
  const [, text] = /text\/plain[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(sent.raw)!;
  const raw = aRawMail({
    from: `Jane <${reader.email}>`,
    body: `By the pipe.\n\nOn Mon, 30 Nov 2026 at 09:12, Network <n@n.example> wrote:\n${text!
      .split(/\r?\n/)
      .map((line) => `> ${line}`)
      .join("\n")}`,
  });
  const bring = (recipient: string, mail: Uint8Array, more = {}) =>
    runPortal(["receive-mail", `--sender=${reader.email}`, `--recipient=${recipient}`], { REPLY_ADDRESS, ...more }, mail);

  expect(await bring(to!, raw)).toEqual({ code: 0, output: "" });
  expect(await bring(to!, raw)).toEqual({ code: 0, output: "" });
  expect(await textsOf(topic)).toEqual(["The first post", "Which one do you use?", "By the pipe."]);

  expect((await bring(REPLY_ADDRESS, raw)).code).toBe(67);
  expect((await bring(to!, raw, { REPLY_ADDRESS: undefined })).code).toBe(67);
  expect((await bring(to!, aRawMail({ from: "stranger@elsewhere.example" }))).code).toBe(77);
  expect(await bring(to!, Buffer.concat([raw, Buffer.alloc(10 * 1024 * 1024)]))).toEqual({
    code: 77,
    output: expect.stringContaining("larger than 10 MB"),
  });
  expect((await bring(to!, raw, { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" })).code).toBe(75);
  expect((await runPortal(["receive-mail", "--sender=", `--recipient=${to}`], { REPLY_ADDRESS }, raw)).code).toBe(0);
  expect(await countPosts(topic)).toBe(3);
});

test("a form that is sent, and an answer by mail, at the same moment take two numbers", async () => {
  const { topic, reader, to } = await anAnswerableMail();
  await Promise.all([answer(reader, to, { body: "By mail." }), replyToTopic(ctxFor(reader), { ...aReply("By form."), topic: topic.code })]);
  expect((await textsOf(topic)).slice(2).sort()).toEqual(["By form.", "By mail."]);
});
