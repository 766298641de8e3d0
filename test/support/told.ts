import { eq } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { countShown } from "~/features/inbox/notifications.queries.server";
import { type Told, unreadOf } from "~/features/mail/notifications/notifications.queries.server";
import { type NoticeNews, nameNews, unreadChangeOf } from "~/features/notices/notices.queries.server";
import { type Ctx, personIdOf } from "~/lib/ctx";

/** What every page of somebody is told with their session: their unread notifications, and what changed in a notice. */
async function toldTo(ctx: Ctx): Promise<{ unread: Told[]; news: NoticeNews | null }> {
  const personId = personIdOf(ctx.actor);
  if (!personId) return { unread: [], news: null };
  const [told] = await ctx.db
    .select({ unread: unreadOf(persons.id), change: unreadChangeOf(persons) })
    .from(persons)
    .where(eq(persons.id, personId));
  return { unread: told!.unread, news: nameNews(told!.change) };
}

export const listUnread = async (ctx: Ctx) => (await toldTo(ctx)).unread;
export const countUnread = async (ctx: Ctx) => countShown(ctx, await listUnread(ctx));
export const findNoticeNews = async (ctx: Ctx) => (await toldTo(ctx)).news;
