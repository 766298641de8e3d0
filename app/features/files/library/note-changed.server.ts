import { enqueue } from "#jobs/outbox.server";
import type { Ctx } from "~/lib/ctx";

/** The rooms of what holds a file render those texts again, soon after this commits. */
export async function noteChanged(ctx: Ctx, fileId: string): Promise<void> {
  await enqueue(ctx, "forum.note-changed-file", { fileId });
  await enqueue(ctx, "content.note-changed-file", { fileId });
}
