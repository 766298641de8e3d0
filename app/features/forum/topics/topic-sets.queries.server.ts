import { listCategories } from "~/features/forum/categories/categories.queries.server";
import type { Ctx } from "~/lib/ctx";
import { writingBlocker } from "./topic.policy";
import { listTopicSet, type TopicSet } from "./topic-list.queries.server";

/** What the front of the forum shows: a page of a set of topics, and the categories. `url`: the address asked for, with `?after=`. */
export async function getTopicSet(ctx: Ctx, set: TopicSet, url: string) {
  const after = new URL(url).searchParams.get("after");
  const [list, categories] = await Promise.all([listTopicSet(ctx, set, after), listCategories(ctx)]);
  return { set, ...list, after, categories, isSignedIn: ctx.actor.kind === "person", mayWrite: writingBlocker(ctx.actor) === null };
}
