import { and, eq, gt, isNull, type SQL } from "drizzle-orm";
import { contentPages, contentRevisions } from "#db/schema/content";
import { contentPreviewLinks } from "#db/schema/content/publishing";
import { recordEntry } from "~/features/audit/record-entry.server";
import { demandEditor } from "~/features/content/pages/demand-editor";
import { getPageForUpdate } from "~/features/content/pages/page-for-update.server";
import { findRevision } from "~/features/content/revisions/revisions.server";
import { joinedPerson } from "~/features/people/joined-person.server";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { ConflictError, NotFoundError } from "~/lib/errors";
import { withoutLive } from "~/lib/markdown/directives";
import { randomCode, sameBytes, signatures } from "~/lib/tokens.server";
import { inTransaction } from "~/lib/transaction.server";

const SIGNATURE_BYTES = 16;

/** The address at which whoever has it reads the text, as long as the link lasts. */
export const previewPath = (code: string) => `/previews/${code}${signaturesOf(code)[0]!.toString("hex")}`;

const signaturesOf = (code: string) => signatures(`page-preview:${code}`).map((signature) => signature.subarray(0, SIGNATURE_BYTES));

/** The link's code, or null where we did not sign it. */
function readToken(token: string): string | null {
  const [, code, signed] = /^([0-9a-z]{10})([0-9a-f]{32})$/.exec(token) ?? [];
  if (!code || !signed) return null;
  const given = Buffer.from(signed, "hex");
  return signaturesOf(code).filter((signature) => sameBytes(signature, given)).length > 0 ? code : null;
}

/** Makes a link to one text of a page, instead of the one that there was. @throws ForbiddenError, NotFoundError, ConflictError */
export async function makePreviewLink(ctx: Ctx, { code, number, days }: { code: string; number: number; days: number }): Promise<void> {
  demandEditor(ctx);
  await inTransaction(ctx, async (ctx) => {
    const page = await getPageForUpdate(ctx, code);
    const revision = await findRevision(ctx, page.id, number);
    if (!revision || revision.takenOutAt) throw new NotFoundError("revision");
    if (page.archivedAt) throw new ConflictError("taken down");
    const row = { code: randomCode(), number, endsAt: later(ctx.now, days * DAY), madeBy: personIdOf(ctx.actor), madeAt: ctx.now };
    await ctx.db
      .insert(contentPreviewLinks)
      .values({ pageId: page.id, ...row })
      .onConflictDoUpdate({ target: contentPreviewLinks.pageId, set: row });
    const detail = { number, endsAt: row.endsAt };
    await recordEntry(ctx, { class: "disclosure", action: "content.preview-link-made", objectKind: "page", objectId: page.id, detail });
  });
}

/** Ends the link to a page's draft at once. False where there is none. @throws ForbiddenError, NotFoundError */
export async function endPreviewLink(ctx: Ctx, code: string): Promise<boolean> {
  demandEditor(ctx);
  return inTransaction(ctx, async (ctx) => dropPreviewLink(ctx, (await getPageForUpdate(ctx, code)).id));
}

/** The same of a page whose row is locked, where the link is of `which`. */
export async function dropPreviewLink(ctx: Ctx, pageId: string, which?: SQL): Promise<boolean> {
  const [ended] = await ctx.db
    .delete(contentPreviewLinks)
    .where(and(eq(contentPreviewLinks.pageId, pageId), which))
    .returning({ number: contentPreviewLinks.number });
  if (ended) await recordEntry(ctx, { class: "act", action: "content.preview-link-ended", objectKind: "page", objectId: pageId });
  return ended !== undefined;
}

const maker = joinedPerson("maker");

/** The link to a page's draft that still opens it, for its editors. */
export async function findPreviewLink(ctx: Ctx, pageId: string) {
  demandEditor(ctx);
  const { code, number, endsAt } = contentPreviewLinks;
  const [link] = await ctx.db
    .select({ code, number, endsAt, madeBy: maker.name })
    .from(contentPreviewLinks)
    .leftJoin(...maker.of(contentPreviewLinks.madeBy))
    .where(and(eq(contentPreviewLinks.pageId, pageId), gt(endsAt, ctx.now)));
  return link ? { path: previewPath(link.code), number: link.number, endsAt: link.endsAt, madeBy: link.madeBy } : null;
}

/** The text that a link shows to whoever has it, and nothing else of its page; null where it has ended, or is none. */
export async function findPreview(ctx: Ctx, token: string) {
  const linked = readToken(token);
  if (!linked) return null;
  const { title, summary, bodyHtml, pageId, number, takenOutAt } = contentRevisions;
  const [text] = await ctx.db
    .select({ title, summary, bodyHtml, endsAt: contentPreviewLinks.endsAt })
    .from(contentPreviewLinks)
    .innerJoin(contentRevisions, and(eq(pageId, contentPreviewLinks.pageId), eq(number, contentPreviewLinks.number)))
    .innerJoin(contentPages, eq(contentPages.id, contentPreviewLinks.pageId))
    .where(
      and(
        eq(contentPreviewLinks.code, linked),
        gt(contentPreviewLinks.endsAt, ctx.now),
        isNull(takenOutAt),
        isNull(contentPages.archivedAt),
      ),
    );
  // its pictures and files are asked for by the same link
  const asked = (tag: string) => tag.replace(ADDRESS, `$&?preview=${token}`);
  return text ? { ...text, bodyHtml: withoutLive(text.bodyHtml).replace(ASKED, asked) } : null;
}

/** A file that the text holds, as it was rendered: no address that somebody typed. */
const HELD = /<(?:img|a) data-file="[^>]*>/g;
/** And what leads from a picture to its largest width. */
const ASKED = /<a href="\/files\/([0-9a-z]{10})\/[^">]*"[^>]*>(?=<img data-file="\1")|<(?:img|a) data-file="[^>]*>/g;
const ADDRESS = /\/files\/[0-9a-z]{10}\/[^\s",]+/g;

/** Whether the text that a link shows holds a file. */
export async function showsFile(ctx: Ctx, token: string, fileCode: string): Promise<boolean> {
  const held = (await findPreview(ctx, token))?.bodyHtml.match(HELD) ?? [];
  return held.some((tag) => tag.includes(`data-file="${fileCode}"`));
}
