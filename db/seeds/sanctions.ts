import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { carryOutCleanUp } from "~/features/forum/clean-up/carry-out-clean-up.server";
import { cleanUp } from "~/features/forum/clean-up/clean-up.server";
import { acknowledgeWarning, appealSanction } from "~/features/forum/sanctions/answer-sanction.server";
import { liftSanction } from "~/features/forum/sanctions/end-sanction.server";
import { noteOnMember } from "~/features/forum/sanctions/note-on-member.server";
import type { SanctionInput } from "~/features/forum/sanctions/sanction.schema";
import { sanctionMember } from "~/features/forum/sanctions/sanction-member.server";
import { startTopic } from "~/features/forum/topics/start-topic.server";
import { findPersonByRefOrAddress } from "~/features/people/find-person.queries.server";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { DAY, endOfDay, HOUR, later, londonDate } from "~/lib/dates";
import { forumCleanUps } from "../schema/forum/moderation";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";
import { personas } from "./texts/people";
import { notes, sanctions } from "./texts/sanctions";

/** Warnings and limits: one of each that stands, one that was read, one that was lifted and one that is appealed against; and notes. */
export async function seedSanctions(ctx: Ctx, people: Community): Promise<void> {
  const as = (who: string, daysAgo: number) => ({ ...ctx, actor: people.actorOf(who), now: later(ctx.now, -daysAgo * DAY) });
  const refOf = async (who: string) => (await findPersonByRefOrAddress(ctx, personas.get(who)!.email))!.ref;
  for (const { member, by, kind, daysAgo, endsInDays, reason, isRead, appeal, lifted, removed } of sanctions) {
    const endsAt = endsInDays === undefined ? null : endOf(later(ctx.now, endsInDays * DAY));
    for (const [hour, topic] of removed.entries())
      expectOk(
        await startTopic(
          { ...as(member, daysAgo), now: later(as(member, daysAgo).now, (hour - removed.length) * HOUR) },
          { ...topic, submissionId: uuidv7() },
        ),
      );
    if (removed.length > 0) {
      await removeAll(as(by, daysAgo), await refOf(member), { kind, reason, endsAt });
      continue;
    }
    const { code } = expectOk(await sanctionMember(as(by, daysAgo), await refOf(member), { kind, reason, endsAt }));
    if (isRead) await acknowledgeWarning(as(member, daysAgo - 1), code);
    if (appeal) expectOk(await appealSanction(as(member, daysAgo - 1), { code, appeal }));
    if (lifted) expectOk(await liftSanction(as(lifted.by, lifted.daysAgo), code, { as: "lifted", why: lifted.why }));
  }
  for (const { member, by, daysAgo, note } of notes)
    await noteOnMember(as(by, daysAgo), await refOf(member), { note, submissionId: uuidv7() });
}

/** All that they posted goes, and the sanction is laid in the same step. */
async function removeAll(by: PersonCtx, ref: string, sanction: SanctionInput): Promise<void> {
  const choice = { since: later(by.now, -DAY), items: null };
  const { code } = expectOk(await cleanUp(by, ref, { choice, why: sanction.reason, sanction, submissionId: uuidv7() }));
  const [row] = await by.db.select({ id: forumCleanUps.id }).from(forumCleanUps).where(eq(forumCleanUps.code, code));
  // the second finds nothing more
  for (let run = 0; run < 2; run++) await carryOutCleanUp(by, row!.id);
}

function endOf(moment: Date): Date {
  const [year, month, day] = londonDate(moment).split("-").map(Number);
  return endOfDay(year!, month!, day!)!;
}
