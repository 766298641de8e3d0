import { expect, test } from "vitest";
import { commentOnPage } from "~/features/forum/comments/comment-on-page.server";
import { getComments } from "~/features/forum/comments/comments.queries.server";
import { appealModeration } from "~/features/forum/moderation/appeal-moderation.server";
import { decideAppeal } from "~/features/forum/moderation/decide-appeal.server";
import { listModerations } from "~/features/forum/moderation/moderation-queue.queries.server";
import { getModeration } from "~/features/forum/moderation/moderations.queries.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { undoModeration } from "~/features/forum/moderation/undo-moderation.server";
import { editPost, editVersion } from "~/features/forum/posts/edit-post.server";
import { markAnswer } from "~/features/forum/posts/mark-answer.server";
import { getPost, getPostHistory } from "~/features/forum/posts/posts.queries.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import type { Actor, Ctx, PersonCtx } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { ctxFor } from "../../support/context";
import { aCommentedPage, aReply, aTopic, latestModeration, reply } from "../../support/forum";
import { aMember, aPerson, type TestPerson, visitor } from "../../support/people";

const GROUP = "matrix-group";
const audience = { groups: [GROUP] };

/** Everybody who may come to something that is for a group. */
async function everybody(author: TestPerson): Promise<Record<string, Actor>> {
  return {
    visitor,
    applicant: (await aPerson()).actor,
    member: (await aMember()).actor,
    "moderator elsewhere": (await aMember({ roles: ["moderator", "administrator"] })).actor,
    "specialist elsewhere": (await aPerson({ groups: ["another-group"] })).actor,
    specialist: (await aPerson({ groups: [GROUP] })).actor,
    insider: (await aMember({ groups: [GROUP] })).actor,
    author: author.actor,
    moderator: (await aMember({ groups: [GROUP], roles: ["moderator"] })).actor,
  };
}

/** A topic, comments and a removed post, all fresh, so that no act stands in the way of the next. */
async function aPlace(author: TestPerson) {
  const topic = await aTopic({ author, audience });
  const page = await aCommentedPage({ by: author, audience });
  const removed = await reply(author, topic, "Rude");
  await removePost(ctxFor(await aMember({ groups: [GROUP], roles: ["moderator"] })), { topic: topic.code, number: removed, why: "Rude" });
  const { code } = await latestModeration(author);
  await reply(author, topic);
  return { topic, page, code, post: { topic: topic.code, number: 1 }, comment: { topic: page.topic, number: 1 } };
}
type Place = Awaited<ReturnType<typeof aPlace>>;

const edit = async (ctx: Ctx, address: { topic: string; number: number }) =>
  editPost(ctx, { ...address, body: "Changed", why: "A reason", basedOn: editVersion(await getPost(ctx, address)) });

const SURFACES: Record<string, (ctx: Ctx, place: Place) => Promise<unknown>> = {
  "read the topic": (ctx, { topic }) => getTopicPage(ctx, topic.code, 1),
  "list the topic": async (ctx, { topic }) => found((await listTopics(ctx, topic.category, null)).topics.length),
  "read a post's history": (ctx, { post }) => getPostHistory(ctx, post),
  "read the comments": (ctx, { page }) => getComments(ctx, { pageId: page.id, page: 1 }),
  reply: (ctx, { topic }) => replyToTopic(ctx, { ...aReply(), topic: topic.code }),
  comment: (ctx, { page }) => commentOnPage(ctx, { page, bodyMarkdown: "Hello", submissionId: aReply().submissionId }),
  watch: (ctx, { topic }) => watchTopic(ctx, topic.code, "watching"),
  "edit a post": (ctx, { post }) => edit(ctx, post),
  "edit a comment": (ctx, { comment }) => edit(ctx, comment),
  "mark an answer": (ctx, { topic }) => markAnswer(ctx as PersonCtx, { topic: topic.code, number: 3 }),
  "remove a comment": (ctx, { comment }) => removePost(ctx, { ...comment, why: "A reason" }),
  "close the topic": (ctx, { topic }) => lockTopic(ctx, topic.code),
  "read what a moderator removed": (ctx, { code }) => getModeration(ctx, code),
  "list what moderators did": async (ctx, { code }) => found((await listModerations(ctx)).acts.filter((act) => act.code === code).length),
  "undo it": (ctx, { code }) => undoModeration(ctx, code),
  appeal: (ctx, { code }) => appealModeration(ctx, { code, appeal: "No" }),
  decide: (ctx, { code }) => decideAppeal(ctx, { code, decision: "upheld", why: "Yes" }),
};

function found(rows: number): void {
  if (rows === 0) throw new NotFoundError("row");
}

/** yes, no (with a reason, to those who know that it is there), or nothing: not found, like what is absent. */
async function outcome(act: () => Promise<unknown>): Promise<"yes" | "no" | "-"> {
  try {
    const result = await act();
    return result && typeof result === "object" && "ok" in result && result.ok === false ? "no" : "yes";
  } catch (error) {
    if (error instanceof ForbiddenError) return "no";
    if (error instanceof NotFoundError) return "-";
    throw error;
  }
}

/** In the order of `everybody`: those outside first. A visitor is told to sign in before a page is looked for. */
const TABLE: Record<keyof typeof SURFACES, string> = {
  "read the topic": "- - - - - yes yes yes yes",
  "list the topic": "- - - - - yes yes yes yes",
  "read a post's history": "- - - - - - - yes yes",
  "read the comments": "- - - - - yes yes yes yes",
  reply: "- - - - - yes yes yes yes",
  comment: "no no - - - yes yes yes yes",
  watch: "- - - - - yes yes yes yes",
  "edit a post": "- - - - - no no yes yes",
  "edit a comment": "- - - - - no no yes yes",
  "mark an answer": "- - - - - no no yes yes",
  "remove a comment": "- - - - - no no yes yes",
  "close the topic": "- - - - - no no no yes",
  "read what a moderator removed": "- - - - - - - yes yes",
  "list what moderators did": "no no no - no no no no yes",
  "undo it": "- - - - - no no no yes",
  appeal: "- - - - - no no yes no",
  decide: "- - - - - no no no no",
};

test.each(Object.keys(SURFACES))("B22: %s, in a place for a group: exactly by the table", async (surface) => {
  const author = await aMember({ groups: [GROUP] });
  const outcomes: string[] = [];
  for (const actor of Object.values(await everybody(author))) {
    const place = await aPlace(author);
    outcomes.push(await outcome(() => SURFACES[surface]!(ctxFor(actor), place)));
  }

  expect(outcomes.join(" ")).toBe(TABLE[surface]);
});
