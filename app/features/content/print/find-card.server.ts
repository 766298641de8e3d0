import { and, eq } from "drizzle-orm";
import { contentPages } from "#db/schema/content";
import { asVisitor, readable } from "~/features/content/pages/readable.server";
import { scopeOf } from "~/features/permissions/scope.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import { drawCard } from "~/lib/cards/draw-card.server";
import type { Ctx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { oneAtATime } from "~/lib/one-at-a-time";

const NAME = /^([0-9a-hjkmnp-tv-z]{10})-(\d{1,9})\.png$/;
/** Cards in this process, some 30 kB each; those made first go first. */
const MOST_KEPT = 200;
const MOST_WAITING = 20;

const kept = new Map<string, Buffer>();
const drawing = oneAtATime("drawing", MOST_WAITING);

/** The card of a text that a page had or has, by its name: of a page that is not for everybody there is none. */
export const cardName = ({ code, publishedVersion }: { code: string; publishedVersion: number | null }) =>
  `${code}-${publishedVersion}.png`;

/** The picture of a card: of the site, or of what everybody reads at a page now. Made once, while there is room. @throws NotFoundError */
export async function findCard(ctx: Ctx, name: string): Promise<Buffer> {
  const { name: publisher, accentColour: accent } = await getSettings(ctx);
  const title = name === "site.png" ? publisher : await titleOf(ctx, name);
  const key = JSON.stringify([title, publisher, accent]);
  const made = kept.get(key) ?? (await drawing(() => drawCard({ title, publisher, accent })));
  kept.delete(key);
  kept.set(key, made);
  for (const [oldest] of kept) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return made;
}

/** A visitor's view, whoever asks: other sites keep what they are given. */
async function titleOf(ctx: Ctx, name: string): Promise<string> {
  const [, code, version] = NAME.exec(name) ?? [];
  const [page] = code
    ? await ctx.db
        .select({ title: contentPages.title })
        .from(contentPages)
        .innerJoin(...scopeOf(contentPages.scopeId))
        .where(and(eq(contentPages.code, code), eq(contentPages.publishedVersion, Number(version)), readable(asVisitor(ctx))))
    : [];
  if (!page) throw new NotFoundError("card");
  return page.title;
}
