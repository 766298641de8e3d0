import { recordEntry } from "~/features/audit/record-entry.server";
import { type Ctx, personIdOf } from "~/lib/ctx";

export async function recordSignOut(ctx: Ctx): Promise<void> {
  const personId = personIdOf(ctx.actor);
  if (personId) await recordEntry(ctx, { class: "security", action: "sign-out", subjectId: personId });
}
