import { demandEditor } from "~/features/content/pages/demand-editor";
import { listRoleHolders } from "~/features/people/role-holders.queries.server";
import { rolesWith } from "~/features/permissions/permissions";
import type { Ctx } from "~/lib/ctx";

/** Who can edit and look after pages. @throws ForbiddenError */
export async function listEditors(ctx: Ctx) {
  demandEditor(ctx);
  return listRoleHolders(ctx, { roles: rolesWith("edit-pages") });
}
