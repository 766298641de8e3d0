import { reportNotice } from "~/features/forum/reports/report-notice.mail.server";
import { reportCause } from "~/features/forum/watching/causes";
import { notify } from "~/features/mail/notifications/notify.server";
import { listRoleHolders } from "~/features/people/role-holders.queries.server";
import { rolesWith } from "~/features/permissions/permissions";
import type { Ctx } from "~/lib/ctx";

type Report = { reportId: string; postId: string; authorId: string | null; scopeId: string; mail: boolean };

/**
 * Tells the moderators who may read the place that a report waits, in their inbox and, with `mail`, at once. Where none of them may decide
 * about it, the administrators too, who can make somebody there a moderator.
 */
export async function tellModerators(ctx: Ctx, { reportId, postId, authorId, scopeId, mail }: Report): Promise<void> {
  const moderators = await listRoleHolders(ctx, { roles: rolesWith("moderate"), scopeId });
  const others = moderators.some(({ id, signsIn }) => id !== authorId && signsIn)
    ? []
    : await listRoleHolders(ctx, { roles: rolesWith("change-roles") });
  const people = [...new Set([...moderators, ...others].map(({ id }) => id))];
  await notify(ctx, people, reportNotice, { reportId, postId }, { cause: reportCause(reportId), mail });
}
