import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { forumMemberNotes } from "#db/schema/forum/sanctions";
import { recordEntry } from "~/features/audit/record-entry.server";
import { recordsOf, takeTurnOfLiving } from "~/features/people/persons.server";
import type { PersonCtx } from "~/lib/ctx";
import { ForbiddenError, SubmissionTakenError } from "~/lib/errors";
import { randomCode } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";
import { getWriter } from "./get-writer.server";
import type { NoteInput } from "./sanction.schema";

/**
 * Writes down something about a member, for moderators; the member finds it in their copy. The same form sent twice is one note.
 * @throws NotFoundError, ForbiddenError, SubmissionTakenError
 */
export async function noteOnMember(ctx: PersonCtx, ref: string, { note, submissionId }: NoteInput): Promise<void> {
  const { personId, isOwn } = await getWriter(ctx, ref);
  if (isOwn) throw new ForbiddenError("yourself");
  await inTransaction(ctx, async (ctx) => {
    await takeTurnOfLiving(ctx, personId);
    const [sent] = await ctx.db.select().from(forumMemberNotes).where(eq(forumMemberNotes.submissionId, submissionId));
    const { personId: notedBy } = ctx.actor;
    if (sent && (sent.note !== note || sent.personId !== personId || sent.notedBy !== notedBy)) throw new SubmissionTakenError();
    if (sent) return;
    const code = randomCode();
    await ctx.db.insert(forumMemberNotes).values({ id: uuidv7(), code, personId, note, notedBy, notedAt: ctx.now, submissionId });
    await recordEntry(ctx, { class: "act", action: "member.noted", objectKind: "member-note", objectId: code, subjectId: personId });
  });
}

/** Takes out a note that is wrong or about somebody else. False where it is gone already. @throws NotFoundError, ForbiddenError */
export async function removeNote(ctx: PersonCtx, ref: string, code: string): Promise<boolean> {
  const { personId, isOwn } = await getWriter(ctx, ref);
  if (isOwn) throw new ForbiddenError("yourself");
  return inTransaction(ctx, async (ctx) => {
    const isTheirs = sql`${forumMemberNotes.personId} = any(${recordsOf(personId)})`;
    const gone = await ctx.db
      .delete(forumMemberNotes)
      .where(and(eq(forumMemberNotes.code, code), isTheirs))
      .returning({ id: forumMemberNotes.id });
    if (gone.length === 0) return false;
    await recordEntry(ctx, { class: "act", action: "member.note-removed", objectKind: "member-note", objectId: code, subjectId: personId });
    return true;
  });
}
