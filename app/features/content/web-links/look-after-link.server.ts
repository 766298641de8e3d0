import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { contentWebLinks } from "#db/schema/content/web-links";
import { wake } from "#jobs/outbox.server";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { inTransaction } from "~/lib/transaction.server";

/** Has a link asked for in the next minute, as politely as ever. @throws ForbiddenError, NotFoundError */
export const checkAgain = (ctx: Ctx, code: string): Promise<void> => change(ctx, code, "link.checked", { dueAt: ctx.now });

/** Leaves a link as it is: it is asked for and told of no more. @throws ForbiddenError, NotFoundError */
export const ignoreLink = (ctx: Ctx, code: string, why: string): Promise<void> =>
  change(ctx, code, "link.ignored", { ignoredAt: ctx.now, ignoredWhy: why });

/** Takes that back: it is asked for in the next minute. @throws ForbiddenError, NotFoundError */
export const listenAgain = (ctx: Ctx, code: string): Promise<void> =>
  change(ctx, code, "link.listened", { ignoredAt: null, ignoredWhy: null, dueAt: ctx.now });

type Act = "link.checked" | "link.ignored" | "link.listened";

async function change(ctx: Ctx, code: string, action: Act, values: Partial<typeof contentWebLinks.$inferInsert>): Promise<void> {
  demandEditor(ctx);
  await inTransaction(ctx, async (ctx) => {
    const stands = action === "link.listened" ? isNotNull(contentWebLinks.ignoredAt) : isNull(contentWebLinks.ignoredAt);
    const [link] = await ctx.db
      .update(contentWebLinks)
      .set(values)
      .where(and(eq(contentWebLinks.code, code), stands))
      .returning({ code: contentWebLinks.code });
    if (!link) throw new NotFoundError("link");
    await recordEntry(ctx, { class: "act", action, objectKind: "link", objectId: code });
    if (action !== "link.ignored") await wake(ctx, "content.check-links");
  });
}
