import { uuidv7 } from "uuidv7";
import { acknowledgeWarning, appealSanction } from "~/features/forum/sanctions/answer-sanction.server";
import { liftSanction } from "~/features/forum/sanctions/end-sanction.server";
import { noteOnMember } from "~/features/forum/sanctions/note-on-member.server";
import { sanctionMember } from "~/features/forum/sanctions/sanction-member.server";
import { findPersonByRefOrAddress } from "~/features/people/find-person.queries.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, endOfDay, later, londonDate } from "~/lib/dates";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";
import { personas } from "./texts/people";
import { notes, sanctions } from "./texts/sanctions";

/** Warnings and limits: one of each that stands, one that was read, one that was lifted and one that is appealed against; and notes. */
export async function seedSanctions(ctx: Ctx, people: Community): Promise<void> {
  const as = (who: string, daysAgo: number) => ({ ...ctx, actor: people.actorOf(who), now: later(ctx.now, -daysAgo * DAY) });
  const refOf = async (who: string) => (await findPersonByRefOrAddress(ctx, personas.get(who)!.email))!.ref;
  for (const { member, by, kind, daysAgo, endsInDays, reason, isRead, appeal, lifted } of sanctions) {
    const endsAt = endsInDays === undefined ? null : endOf(later(ctx.now, endsInDays * DAY));
    const { code } = expectOk(await sanctionMember(as(by, daysAgo), await refOf(member), { kind, reason, endsAt }));
    if (isRead) await acknowledgeWarning(as(member, daysAgo - 1), code);
    if (appeal) expectOk(await appealSanction(as(member, daysAgo - 1), { code, appeal }));
    if (lifted) expectOk(await liftSanction(as(lifted.by, lifted.daysAgo), code, { as: "lifted", why: lifted.why }));
  }
  for (const { member, by, daysAgo, note } of notes)
    await noteOnMember(as(by, daysAgo), await refOf(member), { note, submissionId: uuidv7() });
}

function endOf(moment: Date): Date {
  const [year, month, day] = londonDate(moment).split("-").map(Number);
  return endOfDay(year!, month!, day!)!;
}
