import { getListedSubject } from "~/features/people/interests.queries.server";
import { takeTurn } from "~/features/people/persons.server";
import { getDetails, saveDetails } from "~/features/people/save-details.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

/**
 * Takes a subject among one's interests, or out of them. Who does so sees none of their other details, and so says nothing of whether those
 * are right. @throws NotFoundError where it is off the list
 */
export async function followSubject(ctx: PersonCtx, slug: string, follows: boolean): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const subject = await getListedSubject(ctx, slug);
    // two presses at one moment: neither takes away what the other chose
    const { personId } = ctx.actor;
    await takeTurn(ctx, personId);
    const { interests } = await getDetails(ctx, personId);
    const others = interests.filter((interest) => interest !== subject.name);
    const saved = await saveDetails(ctx, { personId, details: { interests: follows ? [...others, subject.name] : others } });
    // it went off the list in between
    if (!saved.ok) throw new NotFoundError("subject");
  });
}
