import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { forumModerations } from "#db/schema/forum/moderation";
import { forumPostRevisions } from "#db/schema/forum/posts";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { getPost, getPostHistory } from "~/features/forum/posts/posts.queries.server";
import { takeBackEarlierText } from "~/features/forum/posts/take-back-earlier-text.server";
import { DAY, HOUR, later } from "~/lib/dates";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { afterGrace, ctxFor, systemCtxFor } from "../../support/context";
import { aTopic, storedPost } from "../../support/forum";
import { aMember } from "../../support/people";

const now = new Date("2026-11-02T09:00:00Z");
const first = { why: "", basedOn: "", number: 1 };

test("somebody else's post is not changed", async () => {
  const topic = await aTopic({ now });

  const result = await editPost(ctxFor(await aMember(), now), { ...first, topic: topic.code, body: "Changed" });

  expect(result).toEqual({ ok: false, reason: "not-yours" });
  expect((await storedPost(topic, 1)).bodyMarkdown).toBe("The first post");
});

test("after a day the author's post stands as it is", async () => {
  const topic = await aTopic({ now });

  const result = await editPost(ctxFor(topic.author, later(now, 2 * DAY)), { ...first, topic: topic.code, body: "Changed" });

  expect(result).toEqual({ ok: false, reason: "too-late" });
});

test("an edit shows at once, and the text before it stays in the history", async () => {
  const topic = await aTopic({ now });
  const ctx = ctxFor(topic.author, later(now, HOUR));

  expect(await editPost(ctx, { ...first, topic: topic.code, body: "The *mended* post" })).toMatchObject({ ok: true });

  const { post, revisions } = await getPostHistory(ctx, { topic: topic.code, number: 1 });
  expect(post).toMatchObject({ bodyHtml: "<p>The <em>mended</em> post</p>", editedAt: later(now, HOUR) });
  expect(revisions).toMatchObject([{ bodyHtml: "<p>The first post</p>", replacedAt: later(now, HOUR) }]);
});

test("sending the same text again is no edit", async () => {
  const topic = await aTopic({ now });

  expect(await editPost(ctxFor(topic.author, now), { ...first, topic: topic.code, body: "The first post" })).toMatchObject({ ok: true });

  expect((await storedPost(topic, 1)).editedAt).toBeNull();
});

test("B28: of two edits from the same text the second is refused and shown what stands now", async () => {
  const topic = await aTopic({ now });
  const ctx = ctxFor(topic.author, later(now, HOUR));
  await editPost(ctx, { ...first, topic: topic.code, body: "From the laptop" });

  const result = await editPost(ctx, { ...first, topic: topic.code, body: "From the phone" });

  expect(result).toMatchObject({ ok: false, reason: "changed", now: "From the laptop" });
  expect((await storedPost(topic, 1)).bodyMarkdown).toBe("From the laptop");
});

test("of two edits that began at one moment each has its own, and nothing based on the first is taken", async () => {
  const topic = await aTopic({ now });
  const edit = (body: string, basedOn: string) =>
    editPost(ctxFor(topic.author, afterGrace(now)), { topic: topic.code, number: 1, why: "", body, basedOn });
  await edit("Second", "");

  expect(await edit("Third", afterGrace(now).toISOString())).toMatchObject({ ok: true });
  expect(await edit("From a stale page", afterGrace(now).toISOString())).toMatchObject({ ok: false, reason: "changed" });
  const { revisions } = await getPostHistory(ctxFor(topic.author), { topic: topic.code, number: 1 });
  expect(new Set(revisions.map(({ replacedAt }) => replacedAt.getTime())).size).toBe(2);
});

test("an edit based on the latest text follows it", async () => {
  const topic = await aTopic({ now });
  const address = { topic: topic.code, number: 1 };
  await editPost(ctxFor(topic.author, later(now, HOUR)), { ...first, ...address, body: "Second" });
  const basedOn = editVersion(await getPost(ctxFor(topic.author), address));

  expect(await editPost(ctxFor(topic.author, later(now, 2 * HOUR)), { ...address, why: "", basedOn, body: "Third" })).toMatchObject({
    ok: true,
  });
});

test("PMN-16: a moderator says why; reason, moderator and the text before are kept aside, and no reason stands in the audit", async () => {
  const topic = await aTopic({ now });
  const moderator = await aMember({ roles: ["moderator"] });
  const ctx = ctxFor(moderator, later(now, 30 * DAY));
  const edit = { ...first, topic: topic.code, body: "Without the patient's name" };

  expect(await editPost(ctx, edit)).toEqual({ ok: false, reason: "why-missing" });
  expect(await editPost(ctx, { ...edit, why: "It named a patient" })).toMatchObject({ ok: true });

  const { id } = await storedPost(topic, 1);
  const { db } = systemCtxFor();
  const [act] = await db.select().from(forumModerations).where(eq(forumModerations.postId, id));
  expect(act).toMatchObject({
    kind: "edited",
    reason: "It named a patient",
    originalMarkdown: "The first post",
    moderatorId: moderator.personId,
    at: ctx.now,
  });
  const entries = await db.select().from(auditEntries).where(eq(auditEntries.objectId, id));
  expect(entries).toMatchObject([{ action: "post.edited", subjectId: topic.author.personId, detail: { moderation: act!.code } }]);
  expect(JSON.stringify(entries)).not.toContain("It named");
});

test("PMN-16: earlier texts are for the author and moderators; to others they are not there, edited or not", async () => {
  const topic = await aTopic({ now, audience: "open" });
  const address = { topic: topic.code, number: 1 };
  await editPost(ctxFor(topic.author, afterGrace(now)), { ...first, ...address, body: "Without the name" });

  for (const who of [{ kind: "visitor" } as const, await aMember(), await aMember({ roles: ["editor", "administrator"] })])
    await expect(getPostHistory(ctxFor(who), address)).rejects.toThrow(NotFoundError);
  for (const who of [topic.author, await aMember({ roles: ["moderator"] })])
    expect((await getPostHistory(ctxFor(who), address)).revisions).toMatchObject([{ bodyHtml: "<p>The first post</p>" }]);
});

describe("an earlier text that is taken back", () => {
  const edited = async () => {
    const topic = await aTopic({ now });
    const address = { topic: topic.code, number: 1 };
    await editPost(ctxFor(topic.author, later(now, HOUR)), { ...first, ...address, body: "Second" });
    const basedOn = later(now, HOUR).toISOString();
    await editPost(ctxFor(topic.author, later(now, 2 * HOUR)), { ...address, why: "", basedOn, body: "Third" });
    return { topic, address, earlier: { ...address, replacedAt: later(now, HOUR) } };
  };

  test("by somebody else stays", async () => {
    const { earlier, address, topic } = await edited();

    await expect(takeBackEarlierText(ctxFor(await aMember()), earlier)).rejects.toThrow(ForbiddenError);
    await expect(takeBackEarlierText(ctxFor(await aMember({ roles: ["moderator"] })), earlier)).rejects.toThrow(ForbiddenError);

    expect((await getPostHistory(ctxFor(topic.author), address)).revisions.at(-1)).toMatchObject({ bodyHtml: "<p>The first post</p>" });
  });

  test("by its author is gone for everybody, with its day left and no word of it in the audit", async () => {
    const { topic, address, earlier } = await edited();

    await takeBackEarlierText(ctxFor(topic.author), earlier);

    for (const who of [topic.author, await aMember({ roles: ["moderator"] })])
      expect((await getPostHistory(ctxFor(who), address)).revisions).toMatchObject([
        { bodyHtml: "<p>Second</p>" },
        { bodyHtml: "", replacedAt: later(now, HOUR) },
      ]);
    const { id } = await storedPost(topic, 1);
    const { db } = systemCtxFor();
    expect(JSON.stringify(await db.select().from(forumPostRevisions).where(eq(forumPostRevisions.postId, id)))).not.toContain(
      "The first post",
    );
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.objectId, id));
    expect(entries).toMatchObject([{ action: "post.earlier-text-taken-back", detail: null, subjectId: topic.author.personId }]);
  });
});

test("a removed post has neither an edit nor a history", async () => {
  const topic = await aTopic({ now });
  const address = { topic: topic.code, number: 1 };
  await editPost(ctxFor(topic.author, now), { ...first, ...address, body: "Second" });
  await removePost(ctxFor(await aMember({ roles: ["moderator"] })), { ...address, why: "Rude" });

  expect(await editPost(ctxFor(topic.author, now), { ...first, ...address, body: "Third" })).toEqual({ ok: false, reason: "removed" });
  await expect(getPostHistory(ctxFor(topic.author), address)).rejects.toThrow(NotFoundError);
});
