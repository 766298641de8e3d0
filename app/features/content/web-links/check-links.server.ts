import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { contentPageWebLinks, contentWebLinks } from "#db/schema/content/web-links";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { DAY, later, MINUTE } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { logger } from "~/lib/logger.server";
import { publicWeb, type Web } from "./ask-web.server";
import { dropUnheld } from "./forget-links.server";
import { brokenAfter } from "./link-outcomes";
import { OUR_NAME, visitLink } from "./visit-link.server";

/** In one pass at most, and milliseconds after which it begins no more: the next is a minute later. */
const MOST = 30;
const LONGEST_PASS = 20_000;
/** Whoever took a link and did not come back in this time is taken for lost. */
const LEASE = 15 * MINUTE;
const WEEK = 7 * DAY;
/** Weeks, at most, between two questions about what leads nowhere. */
const LONGEST_BACK_OFF = 4;

let isChecking = false;

/**
 * Asks other sites for what pages lead to, a few at a time, each once a week. One pass at a time in each process, so that it takes one
 * place of a worker's and no more. `web`: how they are asked; without it the public internet by a live portal, and nobody else's.
 */
export async function checkLinks(ctx: Ctx, { web, stopping }: { web?: Web; stopping?: AbortSignal } = {}): Promise<void> {
  const { linksCheckedAnHour, contactAddress } = await getSettings(ctx);
  if (linksCheckedAnHour === 0 || isChecking) return;
  const { deployment, baseUrl } = env();
  if (!web && deployment !== "live") return;
  const asking = web ?? publicWeb(`${OUR_NAME}/1.0 (+${baseUrl}; ${contactAddress})`, stopping);
  isChecking = true;
  try {
    const until = performance.now() + LONGEST_PASS;
    for (const link of await claimDue(ctx, Math.min(MOST, Math.ceil(linksCheckedAnHour / 60)))) {
      if (!link.isHeld) await dropUnheld(ctx, link.code);
      else if (performance.now() > until || asking.stopping?.aborted) await putBack(ctx, link);
      else await checkLink(ctx, asking, link).catch((err) => leaveAlone(ctx, link, err));
    }
  } finally {
    isChecking = false;
  }
}

type Claimed = Awaited<ReturnType<typeof claimDue>>[number];

async function claimDue(ctx: Ctx, most: number) {
  const { code, url, dueAt, ignoredAt, failures, failingSince } = contentWebLinks;
  const due = ctx.db
    .select({ code })
    .from(contentWebLinks)
    .where(and(lte(dueAt, ctx.now), isNull(ignoredAt)))
    .orderBy(asc(dueAt))
    .limit(most)
    .for("update", { skipLocked: true });
  const isHeld = sql<boolean>`exists (select from ${contentPageWebLinks} held where held.link = ${sql`${contentWebLinks}.code`})`;
  return ctx.db
    .update(contentWebLinks)
    .set({ dueAt: later(ctx.now, LEASE) })
    .where(inArray(code, due))
    .returning({ code, url, failures, failingSince, lease: dueAt, isHeld });
}

async function checkLink(ctx: Ctx, web: Web, link: Claimed): Promise<void> {
  const outcome = await visitLink(ctx, web, link.url);
  if (outcome === "later" || web.stopping?.aborted) return putBack(ctx, link);
  const needed = brokenAfter(outcome);
  const failures = needed === null ? 0 : link.failures + 1;
  const weeks = Math.min(LONGEST_BACK_OFF, 2 ** Math.max(0, failures - 1));
  await give(ctx, link, {
    outcome,
    checkedAt: ctx.now,
    failures,
    failingSince: failures === 0 ? null : (link.failingSince ?? ctx.now),
    isBroken: needed !== null && failures >= needed,
    dueAt: later(ctx.now, weeks * WEEK),
  });
}

/** Something in it fits nowhere: it holds up none of the others, and is tried again a week later. */
async function leaveAlone(ctx: Ctx, link: Claimed, err: unknown): Promise<void> {
  logger.error({ event: "link not checked", err });
  await give(ctx, link, { dueAt: later(ctx.now, WEEK) });
}

/** Unless somebody else has it by now, or an editor wants it asked again. */
const give = (ctx: Ctx, { code, lease }: Claimed, found: Partial<typeof contentWebLinks.$inferInsert>) =>
  ctx.db
    .update(contentWebLinks)
    .set(found)
    .where(and(eq(contentWebLinks.code, code), eq(contentWebLinks.dueAt, lease)));

const putBack = async (ctx: Ctx, link: Claimed): Promise<void> => void (await give(ctx, link, { dueAt: later(ctx.now, MINUTE) }));
