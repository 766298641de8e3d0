import { inArray } from "drizzle-orm";
import { closeBell } from "#jobs/bell.server";
import { sealLedgers } from "~/features/audit/seal-ledgers.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { systemCtx } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import type { Connection } from "../client.server";
import { messages } from "../schema/mail/messages";
import { jobOutbox } from "../schema/platform";
import { seedComments } from "./comments";
import { seedDrafts } from "./drafts";
import { seedEnquiries } from "./enquiries";
import { seedForum } from "./forum";
import { seedHeld } from "./held";
import { seedJoining } from "./joining";
import { seedLook } from "./look";
import { seedMovedForum } from "./moved-forum";
import { seedNewsletters } from "./newsletters";
import { seedPages } from "./pages";
import { seedPeople } from "./people";
import { seedReports } from "./reports";
import { seedSanctions } from "./sanctions";

/**
 * Writes the demo community through the rooms' commands, with their clock in the past, in one transaction: all of it is there or nothing.
 * The mails and jobs that this causes are thrown away: nobody gets a mail about what happened last month.
 */
export async function seedDemo({ db }: Connection): Promise<void> {
  const ctx = systemCtx(db, "demo");
  await inTransaction(ctx, async (ctx) => {
    await changeSettings(ctx, {
      controllerName: "Practice Management Network Limited",
      dpoName: "Ruth Adeyemi",
      helloCategory: "tea-room",
    });
    const people = await seedPeople(ctx);
    await seedLook(ctx, people);
    await seedJoining(ctx, people);
    const pageIds = await seedPages(ctx, people);
    await seedForum(ctx, people);
    await seedMovedForum(ctx);
    await seedComments(ctx, people, pageIds);
    await seedReports(ctx, people);
    await seedHeld(ctx, people);
    await seedSanctions(ctx, people);
    await seedEnquiries(ctx, people);
    await seedNewsletters(ctx, people);
    await seedDrafts(ctx, people);
    await ctx.db.delete(jobOutbox);
    await ctx.db.delete(messages).where(inArray(messages.state, ["pending", "deferred"]));
  });
  await sealLedgers(ctx);
  await closeBell();
}
