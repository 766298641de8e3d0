import { listCategories } from "~/features/forum/categories/categories.queries.server";
import { askTogether, foundBy } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";
import { writingBlocker } from "./topic.policy";
import { type TopicSet, topicSet } from "./topic-list.queries.server";

/** What the front of the forum shows: a page of a set of topics, and the categories. `url`: the address asked for, with `?after=`. */
export async function getTopicSet(ctx: Ctx, set: TopicSet, url: string) {
  const after = new URL(url).searchParams.get("after");
  const { list, categories } = await askTogether(ctx.db, { list: topicSet(ctx, set, after), categories: foundBy(listCategories(ctx)) });
  return { set, ...list, after, categories, isSignedIn: ctx.actor.kind === "person", mayWrite: writingBlocker(ctx.actor) === null };
}
