import { listCategories } from "~/features/forum/categories/categories.queries.server";
import { ownSanction } from "~/features/forum/sanctions/own-sanction.queries.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { writingBlocker } from "./topic.policy";
import { nextTopicDate } from "./topic-dates.queries.server";
import { type TopicSet, topicSet } from "./topic-list.queries.server";

/**
 * What the front of the forum shows: a page of a set of topics, and the categories; and until when that stands as it is. `url`: the address
 * asked for, with `?after=`.
 */
export async function getTopicSet(ctx: Ctx, set: TopicSet, url: string) {
  const after = new URL(url).searchParams.get("after");
  const { list, ...front } = await askTogether(ctx.db, {
    list: topicSet(ctx, set, after),
    categories: foundBy(listCategories(ctx)),
    standsUntil: nextTopicDate(ctx),
    sanction: ownSanction(ctx),
  });
  return { set, ...list, after, ...front, isSignedIn: ctx.actor.kind === "person", mayWrite: writingBlocker(ctx.actor) === null };
}
