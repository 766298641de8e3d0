import { expect, test } from "vitest";
import { getCategory, listCategories } from "~/features/forum/categories/categories.queries.server";
import { removePost } from "~/features/forum/moderation/remove-post.server";
import { editPost } from "~/features/forum/posts/edit-post.server";
import { getPost, getPostHistory, selectRepliedPosts } from "~/features/forum/posts/posts.queries.server";
import { replyToTopic } from "~/features/forum/posts/reply-to-topic.server";
import { lockTopic } from "~/features/forum/topics/lock-topic.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { listTopics } from "~/features/forum/topics/topic-list.queries.server";
import { getTopic, getTopicPage } from "~/features/forum/topics/topics.queries.server";
import { watchTopic } from "~/features/forum/watching/watch-topic.server";
import { createPerson } from "~/features/people/persons.server";
import type { Audience } from "~/features/permissions/scopes.server";
import type { Actor, Ctx } from "~/lib/ctx";
import { ForbiddenError, NotFoundError } from "~/lib/errors";
import { ctxFor, systemCtxFor } from "../../support/context";
import { aNewTopic, aReply, aTopic, reply, storedPost, type TestTopic } from "../../support/forum";
import { aMember, aPerson, visitor } from "../../support/people";

const GROUP = "matrix-group";
const audiences = { open: "open", members: "members", group: { groups: [GROUP] } } satisfies Record<string, Audience>;
type Place = keyof typeof audiences;

const actors = {
  visitor: async (): Promise<Actor> => visitor,
  applicant: async () => (await aPerson()).actor,
  "specialist of the group": async () => (await aPerson({ groups: [GROUP] })).actor,
  "specialist of another group": async () => (await aPerson({ groups: ["another-group"] })).actor,
  member: async () => (await aMember()).actor,
  "member of the group": async () => (await aMember({ groups: [GROUP] })).actor,
  moderator: async () => (await aMember({ roles: ["moderator"] })).actor,
  link: async (): Promise<Actor> => {
    const { id } = await createPerson(systemCtxFor(), { source: "test", processing: "none" });
    return { kind: "link", purpose: "manage", subject: "x", personId: id };
  },
};
type Who = keyof typeof actors;

/** What each may do, per audience: `-` not found, `r` read, `w` read and write, `m` also moderate. */
const table: Record<Who, Record<Place, "-" | "r" | "w" | "m">> = {
  visitor: { open: "r", members: "-", group: "-" },
  applicant: { open: "r", members: "-", group: "-" },
  "specialist of the group": { open: "w", members: "-", group: "w" },
  "specialist of another group": { open: "w", members: "-", group: "-" },
  member: { open: "w", members: "w", group: "-" },
  "member of the group": { open: "w", members: "w", group: "w" },
  moderator: { open: "m", members: "m", group: "-" },
  link: { open: "r", members: "-", group: "-" },
};

const cases = (Object.keys(table) as Who[]).flatMap((who) =>
  (Object.keys(audiences) as Place[]).map((place) => [who, place, table[who][place]] as const),
);

async function aPlace(place: Place): Promise<TestTopic & { postId: string }> {
  const author = await aMember({ groups: [GROUP] });
  const topic = await aTopic({ audience: audiences[place], author });
  await reply(author, topic);
  return { ...topic, postId: (await storedPost(topic, 2)).id };
}

/** What was refused, by name; null when it was not. */
async function refusal(act: Promise<unknown>): Promise<string | null> {
  try {
    const result = (await act) as { ok?: boolean; reason?: string } | undefined;
    return result?.ok === false ? (result.reason ?? "refused") : null;
  } catch (error) {
    if (error instanceof NotFoundError) return "not-found";
    if (error instanceof ForbiddenError) return error.reason;
    throw error;
  }
}

test.each(cases)("PMN-25, B22: %s reading what is for %s: %s", async (who, place, may) => {
  const topic = await aPlace(place);
  const ctx = ctxFor(await actors[who]());
  const address = { topic: topic.code, number: 2 };
  const reads: Record<string, (ctx: Ctx) => Promise<unknown>> = {
    category: (ctx) => getCategory(ctx, topic.category),
    topic: (ctx) => getTopic(ctx, topic.code),
    page: (ctx) => getTopicPage(ctx, topic.code, 1),
    post: (ctx) => getPost(ctx, address),
  };

  for (const read of Object.values(reads)) expect(await refusal(read(ctx))).toBe(may === "-" ? "not-found" : null);
  // what stood there before is for its author and moderators
  expect(await refusal(getPostHistory(ctx, address))).toBe(may === "m" ? null : "not-found");
  const shown = may === "-" ? 0 : 1;
  expect((await listCategories(ctx)).filter(({ slug }) => slug === topic.category)).toHaveLength(shown);
  expect((await listTopics(ctx, topic.category, null)).topics).toHaveLength(shown);
  expect((await selectRepliedPosts(ctx, [topic.postId])).length).toBe(shown);
});

test.each(cases)("B22: %s writing where it is for %s: %s", async (who, place, may) => {
  const topic = await aPlace(place);
  const actor = await actors[who]();
  const ctx = ctxFor(actor);
  const unwelcome = may === "-" ? "not-found" : actor.kind === "person" ? "not-a-member" : "signed-out";
  const write = may === "w" || may === "m" ? null : unwelcome;
  const address = { topic: topic.code, number: 2 };

  expect(await refusal(startTopic(ctx, { ...aNewTopic(), category: topic.category }))).toBe(write);
  expect(await refusal(replyToTopic(ctx, { ...aReply(), topic: topic.code }))).toBe(write);
  const others = may === "-" ? "not-found" : actor.kind === "person" ? "not-yours" : "signed-out";
  const moderate = may === "-" ? "not-found" : actor.kind === "person" ? "not-a-moderator" : "signed-out";
  expect(await refusal(lockTopic(ctx, topic.code))).toBe(may === "m" ? null : moderate);
  expect(await refusal(editPost(ctx, { ...address, body: "Changed", why: "A reason", basedOn: "" }))).toBe(may === "m" ? null : others);
  expect(await refusal(removePost(ctx, { ...address, why: "A reason" }))).toBe(may === "m" ? null : others);
  const watch = may === "-" ? "not-found" : actor.kind === "person" ? null : "signed-out";
  expect(await refusal(watchTopic(ctx, topic.code, "watching"))).toBe(watch);
});

test("B22: hidden and absent are told in the same words", async () => {
  const topic = await aTopic({ audience: "members" });
  const messages = async (code: string, category: string) =>
    Promise.all(
      [getTopic(ctxFor(visitor), code), getCategory(ctxFor(visitor), category), getPost(ctxFor(visitor), { topic: code, number: 1 })].map(
        (read) => read.then(String, String),
      ),
    );

  expect(await messages(topic.code, topic.category)).toEqual(await messages("0000000000", "nowhere"));
});
