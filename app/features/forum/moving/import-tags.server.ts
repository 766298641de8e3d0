import { inArray } from "drizzle-orm";
import { forumTags } from "#db/schema/forum/tags";
import { addTag } from "~/features/forum/tags/arrange-tags.server";
import { TAG_REFUSALS } from "~/features/forum/tags/tag.policy";
import { storeTags } from "~/features/forum/tags/tag-topic.server";
import { listTags } from "~/features/forum/tags/tags.queries.server";
import { inOneLine } from "~/lib/unseen";
import type { ImportCtx, Numbered } from "./import-forum.server";

const DESCRIPTION_MAX = 255;

/** Tags that are not here yet; one that is, by its key, stays as it is called here, and there are no two of one name. */
export async function importTags(importing: ImportCtx, rows: Numbered<"tag">[]): Promise<void> {
  const { ctx, report } = importing;
  for (const { number, line } of rows) {
    const { key: slug, name, description } = line;
    if ((await listTags(ctx)).some((tag) => tag.slug === slug)) report.already++;
    else {
      const made = await addTag(ctx, { slug, name, description: inOneLine(description).slice(0, DESCRIPTION_MAX) });
      if (made.ok) report.made.tag++;
      else report.problems.push({ line: number, what: `tag ${slug}: ${TAG_REFUSALS[made.reason]} Topics come without it` });
    }
  }
}

/** The tags that lines of topics name, by their keys. */
export async function importTopicTags({ ctx, report }: ImportCtx, topics: { number: number; id: string; tags: string[] }[]): Promise<void> {
  const named = [...new Set(topics.flatMap(({ tags }) => tags))];
  if (named.length === 0) return;
  const rows = await ctx.db.select({ id: forumTags.id, slug: forumTags.slug }).from(forumTags).where(inArray(forumTags.slug, named));
  const idOf = new Map(rows.map(({ id, slug }) => [slug, id]));
  for (const { number, id, tags } of topics) {
    const unknown = tags.filter((tag) => !idOf.has(tag));
    if (unknown.length > 0) report.problems.push({ line: number, what: `there is no tag ${unknown.join(", ")}: it comes without` });
    await storeTags(
      ctx,
      id,
      tags.flatMap((tag) => idOf.get(tag) ?? []),
    );
  }
}
