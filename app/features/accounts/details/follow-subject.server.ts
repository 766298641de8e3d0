import { getListedSubject } from "~/features/people/interests.queries.server";
import { takeTurn } from "~/features/people/persons.server";
import { getDetails } from "~/features/people/save-details.server";
import type { PersonCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { saveMyDetails } from "./my-details.server";

/** Takes a subject among one's interests, or out of them. @throws NotFoundError where it is off the list */
export async function followSubject(ctx: PersonCtx, slug: string, follows: boolean): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const subject = await getListedSubject(ctx, slug);
    // two presses at one moment: neither takes away what the other chose
    await takeTurn(ctx, ctx.actor.personId);
    const { interests } = await getDetails(ctx, ctx.actor.personId);
    const others = interests.filter((interest) => interest !== subject.name);
    await saveMyDetails(ctx, { interests: follows ? [...others, subject.name] : others });
  });
}
