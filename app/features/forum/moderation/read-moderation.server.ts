import { decisionCause, moderationCause, undoneCause } from "~/features/forum/watching/causes";
import { markNotificationsRead } from "~/features/mail/notifications/mark-notifications-read.server";
import type { Ctx } from "~/lib/ctx";
import { getModeration } from "./moderations.queries.server";

/** What a moderator did to a post; what its author was told about it counts as read once they see it. @throws NotFoundError */
export async function readModeration(ctx: Ctx, code: string) {
  const act = await getModeration(ctx, code);
  if (act.isOwn) await markNotificationsRead(ctx, { causes: [moderationCause, decisionCause, undoneCause].map((cause) => cause(act.id)) });
  return act;
}
