import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { savePage } from "~/features/content/pages/save-page.server";
import { takeOutEarlierText } from "~/features/content/revisions/take-out-text.server";
import { listMyDrafts } from "~/features/drafts/drafts.queries.server";
import { saveDraft } from "~/features/drafts/save-draft.server";
import { takeOutMessage } from "~/features/enquiries/take-out-message.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { removeTopic } from "~/features/forum/moderation/remove-topic.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { erasePosts } from "~/features/forum/posts/erase-posts.server";
import { getPostHistory } from "~/features/forum/posts/posts.queries.server";
import { takeBackEarlierText } from "~/features/forum/posts/take-back-earlier-text.server";
import type { PersonCtx } from "~/lib/ctx";
import { MINUTE } from "~/lib/dates";
import { inTransaction } from "~/lib/transaction.server";
import { aDraft } from "../../support/content";
import { afterGrace, ctxFor, somebodyWaits, systemCtxFor } from "../../support/context";
import { anEnquiry, anOfficer } from "../../support/enquiries";
import { aTopic, reply } from "../../support/forum";
import { aMember } from "../../support/people";

/** What a colleague began to write with the text before them is gone once that is, and their open window does not bring it back. */
async function isForgotten(ctx: PersonCtx, path: string, act: () => Promise<unknown>) {
  const draft = { path, id: uuidv7(), values: { body: "A canary, as it stood" } };
  const other = { path: "/forum/tea-room/new", id: uuidv7(), values: { body: "Of something else" } };
  for (const each of [draft, other]) await saveDraft(ctx, each);
  const unsaved = { ...draft, id: uuidv7() };
  await act();
  expect((await listMyDrafts(ctx)).map(({ text }) => text)).toEqual(["Of something else"]);
  for (const opened of [draft, unsaved]) expect(await saveDraft(ctx, opened)).toEqual({ ok: false, reason: "closed" });
  expect(await saveDraft(ctx, { ...draft, id: openedIn(MINUTE) })).toMatchObject({ ok: true });
}

/** The number of a form that is opened so much later. */
const openedIn = (time: number) =>
  uuidv7().replace(
    /^.{8}-.{4}/,
    (Date.now() + time)
      .toString(16)
      .padStart(12, "0")
      .replace(/(.{8})/, "$1-"),
  );

type Act = (topic: string, author: PersonCtx, staff: PersonCtx) => Promise<unknown>;

const ACTS: Record<string, Act> = {
  "a post that its author removes": (topic, author) => removePost(author, { topic, number: 2, why: "" }),
  "a post that a moderator removes": (topic, _, staff) => removePost(staff, { topic, number: 2, why: "Rude" }),
  "a topic that a moderator removes": (topic, _, staff) => removeTopic(staff, { topic, why: "Rude" }),
  "an earlier text that its author takes back": async (topic, author) => {
    await editPost({ ...author, now: afterGrace() }, { topic, number: 2, body: "Without it", why: "", basedOn: "" });
    const [earlier] = (await getPostHistory(author, { topic, number: 2 })).revisions;
    await takeBackEarlierText(author, { topic, number: 2, replacedAt: earlier!.replacedAt });
  },
  "what somebody wrote who is erased": (_, author) => erasePosts(systemCtxFor(), author.actor.personId, "delete"),
};

test.each(Object.entries(ACTS))("no draft of a change to a post keeps %s", async (_, act) => {
  const [author, topic] = [await aMember(), await aTopic()];
  await reply(author, topic, "A canary");
  const staff = ctxFor(await aMember({ roles: ["moderator"] }));
  await isForgotten(staff, `/forum/topics/${topic.code}/posts/2/edit`, () => act(topic.code, ctxFor(author), staff));
});

test("no draft of a page keeps an earlier text that was taken out", async () => {
  const editor = ctxFor(await aMember({ roles: ["editor"] }));
  const { code } = await aDraft({ body: "A canary" });
  const text = { title: "Without it", summary: "None", teaser: "", body: "Without it" };
  await savePage(editor, { ...text, code, version: 1 });
  await isForgotten(editor, `/admin/content/${code}/edit`, () =>
    takeOutEarlierText(editor, { code, number: 1, why: "patient-details", before: false }),
  );
});

test("no draft of a reply keeps a message of an enquiry that was taken out", async () => {
  const { code } = await anEnquiry();
  const officer = ctxFor(await anOfficer());
  await isForgotten(officer, `/admin/enquiries/${code}/reply`, () => takeOutMessage(officer, code, { number: 1, why: "patient-details" }));
});

test("a draft that is being saved while what it repeats goes is forgotten too", async () => {
  const topic = await aTopic();
  const staff = ctxFor(await aMember({ roles: ["moderator"] }));
  const path = `/forum/topics/${topic.code}/posts/1/edit`;
  const { removing } = await inTransaction(staff, async (ctx) => {
    await saveDraft(ctx, { path, id: uuidv7(), values: { body: "A canary" } });
    const removing = removePost(ctxFor(topic.author), { topic: topic.code, number: 1, why: "" });
    await expect.poll(somebodyWaits).toBe(true);
    return { removing };
  });
  await removing;

  expect(await listMyDrafts(staff)).toEqual([]);
});
