import { recordEntry } from "~/features/audit/record-entry.server";
import { type Ctx, isSignedIn } from "~/lib/ctx";
import { demandBound } from "./access.server";

type Words = { kind: "post" | "topic"; id: string; authorId: string | null; writerId: string | null };

/**
 * Before a moderator is shown words of somebody else that are kept from other readers, hidden or earlier ones, outside Manage: they are
 * bound to confidentiality, and the look is written down for the author.
 */
export async function demandLook(request: Request, ctx: Ctx, { kind, id, authorId, writerId }: Words): Promise<void> {
  if (!isSignedIn(ctx) || ctx.actor.personId === writerId) return;
  await demandBound(request, ctx);
  const of = { objectKind: kind, objectId: id, subjectId: authorId };
  await recordEntry(ctx, { class: "access", action: "post.looked-at", purpose: "moderation", ...of });
}
