import { publishPage } from "~/features/content/publish-page.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { audienceOf } from "./forum";
import type { Community } from "./people";
import { pages } from "./texts/pages";

/** Every page, parents before their children. */
export async function seedPages(ctx: Ctx, people: Community): Promise<void> {
  for (const { audience, authorKey, reviewedDaysAgo, ...page } of [...pages].sort((a, b) => a.path.length - b.path.length)) {
    const reviewedAt = later(ctx.now, -reviewedDaysAgo * DAY);
    await publishPage(
      { ...ctx, actor: people.actorOf("editor"), now: reviewedAt },
      { ...page, audience: audienceOf(audience), authorId: people.idOf(authorKey), reviewedAt },
    );
  }
}
