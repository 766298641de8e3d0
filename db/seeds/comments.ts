import { uuidv7 } from "uuidv7";
import { commentOnPage } from "~/features/forum/comments/comment-on-page.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { tellWatchers } from "./forum";
import type { PageIds } from "./pages";
import type { Community } from "./people";
import { news, pages } from "./texts/pages";

/** What was written under pages, the oldest first. */
export async function seedComments(ctx: Ctx, people: Community, pageIds: PageIds): Promise<void> {
  const comments = [...pages, ...news].flatMap(({ path, comments }) => comments.map((comment) => ({ ...comment, path })));
  for (const { path, author, daysAgo, body } of comments.sort((a, b) => b.daysAgo - a.daysAgo)) {
    const at = later(ctx.now, -daysAgo * DAY);
    const page = { id: pageIds.get(path)! };
    const result = await commentOnPage(
      { ...ctx, actor: people.actorOf(author), now: at },
      { page, bodyMarkdown: body, submissionId: uuidv7() },
    );
    if (!result.ok) throw new Error(`${author} could not comment on ${path}: ${result.reason}`);
    await tellWatchers(ctx, at);
  }
}
