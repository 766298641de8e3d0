import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { closeEnquiry, moveEnquiry, takeEnquiry } from "~/features/enquiries/change-enquiry.server";
import { notifyQueue } from "~/features/enquiries/notify-staff.server";
import { sendEnquiry } from "~/features/enquiries/send-enquiry.server";
import { stopContact } from "~/features/enquiries/stop-contact.server";
import { noteOnEnquiry, replyToEnquiry } from "~/features/enquiries/write-message.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, HOUR, later } from "~/lib/dates";
import { enquiries as enquiryTable } from "../schema/enquiries";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";
import { type EnquirySeed, type EnquiryStep, enquiries } from "./texts/enquiries";

/** What people asked the network, and what staff did about it. */
export async function seedEnquiries(ctx: Ctx, people: Community): Promise<void> {
  for (const seed of enquiries) await seedEnquiry(ctx, people, seed);
}

async function seedEnquiry(ctx: Ctx, people: Community, seed: EnquirySeed): Promise<void> {
  const asked = {
    ...ctx,
    actor: seed.from ? people.actorOf(seed.from) : { kind: "visitor" as const },
    now: later(ctx.now, -seed.daysAgo * DAY),
  };
  const { category, body: question, fullName, email } = seed;
  const { reference } = await sendEnquiry(asked, { category, question, fullName, email, submissionId: uuidv7() });
  const [enquiry] = await ctx.db.select().from(enquiryTable).where(eq(enquiryTable.code, reference));
  await notifyQueue({ ...ctx, now: asked.now }, enquiry!.id);

  let written = 1;
  for (const step of seed.course) {
    const staff = { ...ctx, actor: people.actorOf(step.by), now: later(asked.now, step.hoursAfter * HOUR) };
    written += await take(staff, reference, step, written);
  }
}

/** Takes one step, and says how many messages it added. */
async function take(ctx: Ctx, reference: string, step: EnquiryStep, written: number): Promise<number> {
  const submissionId = uuidv7();
  switch (step.act) {
    case "take":
      await takeEnquiry(ctx, reference);
      return 0;
    case "close":
      await closeEnquiry(ctx, reference);
      return 0;
    case "stop":
      expectOk(await stopContact(ctx, reference));
      return 1;
    case "move":
      await moveEnquiry(ctx, reference, step);
      return 1;
    case "note":
      await noteOnEnquiry(ctx, reference, { note: step.body, submissionId });
      return 1;
    case "reply":
      expectOk(await replyToEnquiry(ctx, reference, { body: step.body, submissionId, last: written }));
      return 1;
  }
}
