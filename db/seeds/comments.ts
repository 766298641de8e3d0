import { uuidv7 } from "uuidv7";
import { commentOnPage } from "~/features/forum/comment-on-page.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { tellWatchers } from "./forum";
import type { PageIds } from "./pages";
import type { Community } from "./people";
import { comments } from "./texts/comments";

/** What was written under pages, the oldest first. */
export async function seedComments(ctx: Ctx, people: Community, pageIds: PageIds): Promise<void> {
  for (const { path, authorKey, daysAgo, bodyMarkdown } of [...comments].sort((a, b) => b.daysAgo - a.daysAgo)) {
    const at = later(ctx.now, -daysAgo * DAY);
    const page = { id: pageIds.get(path)! };
    const result = await commentOnPage(
      { ...ctx, actor: people.actorOf(authorKey), now: at },
      { page, bodyMarkdown, submissionId: uuidv7() },
    );
    if (!result.ok) throw new Error(`${authorKey} could not comment on ${path}: ${result.reason}`);
    await tellWatchers(ctx, at);
  }
}
