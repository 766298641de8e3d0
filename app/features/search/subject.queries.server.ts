import { pagesOfSubject } from "~/features/content/pages/pages-of-subject.queries.server";
import { tagsOfSubject } from "~/features/forum/tags/tags.queries.server";
import { nextTopicDate } from "~/features/forum/topics/topic-dates.queries.server";
import { topicsOfSubject } from "~/features/forum/topics/topic-list.queries.server";
import { issuesOfSubject } from "~/features/newsletters/issues/archive.queries.server";
import { getListedSubject } from "~/features/people/interests.queries.server";
import { askTogether } from "~/lib/ask-together.server";
import type { Ctx } from "~/lib/ctx";

const FEW = 5;

/**
 * What there is on a subject that this reader may read: a page of its pages, and the latest topics and issues of newsletters.
 * @throws NotFoundError, also where it is off the list
 */
export async function getSubject(ctx: Ctx, slug: string, after: string | null) {
  const subject = await getListedSubject(ctx, slug);
  const { list, ...beside } = await askTogether(ctx.db, {
    list: pagesOfSubject(ctx, subject.name, after),
    topics: topicsOfSubject(ctx, subject.name, FEW),
    tags: tagsOfSubject(ctx, subject.name),
    issues: issuesOfSubject(ctx, subject.name, FEW),
    standsUntil: nextTopicDate(ctx),
  });
  return { ...subject, ...list, ...beside };
}
