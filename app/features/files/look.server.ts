import { and, eq, isNull } from "drizzle-orm";
import { files, fileUses } from "#db/schema/files";
import { demandPermission } from "~/features/permissions/demand-permission";
import { changeSettings } from "~/features/settings/change-settings.server";
import { readStored } from "~/features/settings/settings.queries.server";
import { LOOK_PARTS, type LookPart, type LookPicture } from "~/features/settings/site-settings";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { addressOf, focalClass } from "./file-html";
import { place } from "./files.queries.server";
import { widthsOf } from "./pictures.server";

/** Who holds a picture of the network's look: no text, but the setting. */
const HOLDERS: Record<LookPart, string> = {
  logo: "00000000-0000-7000-8000-000000000001",
  frontPicture: "00000000-0000-7000-8000-000000000002",
  pattern: "00000000-0000-7000-8000-000000000003",
};

/**
 * Gives the network a picture that the actor added, or takes the one that it has away. From then on everybody may see it; the one before
 * goes when nothing else holds it. False: it is no picture of theirs that can be had now. @throws ForbiddenError
 */
export async function changeLook(ctx: Ctx, part: LookPart, chosen: { code: string; alternative: string } | null): Promise<boolean> {
  demandPermission(ctx, "manage-settings");
  return inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
    const picture = chosen ? await findOwnPicture(ctx, chosen.code) : null;
    if (chosen && !picture) return false;
    const { id, ...shown } = picture ?? { id: null };
    await changeSettings(ctx, { [part]: picture && chosen ? { ...shown, alternative: chosen.alternative } : null });
    await db.delete(fileUses).where(and(eq(fileUses.kind, "look"), eq(fileUses.holderId, HOLDERS[part])));
    if (!id) return true;
    await db.insert(fileUses).values({ fileId: id, kind: "look", holderId: HOLDERS[part] });
    await db
      .update(files)
      .set({ libraryAt: ctx.now })
      .where(and(eq(files.id, id), isNull(files.libraryAt)));
    return true;
  });
}

async function findOwnPicture({ db, actor }: Ctx, code: string) {
  const ownerId = personIdOf(actor);
  if (!ownerId) return null;
  const [picture] = await db
    .select({ id: files.id, ...lookColumns })
    .from(files)
    .where(and(eq(files.code, code), eq(files.ownerId, ownerId), eq(files.kind, "picture"), eq(files.state, "clean"), isNull(files.goneAt)))
    .for("key share");
  return picture ?? null;
}

/** What the settings keep of a picture. */
const lookColumns = {
  code: files.code,
  place,
  width: files.width,
  height: files.height,
  focalX: files.focalX,
  focalY: files.focalY,
};

/**
 * The settings say a picture's measures, where its bytes lie and which part of it stays where it is cropped: they do so anew where that
 * changed. Whoever may do that to the file is asked for nothing more.
 */
export async function refreshLook(ctx: Ctx, code: string): Promise<void> {
  const stored = await readStored(ctx);
  for (const part of LOOK_PARTS) {
    const alternative = stored[part]?.code === code ? stored[part].alternative : null;
    if (alternative === null) continue;
    const [picture] = await ctx.db.select(lookColumns).from(files).where(eq(files.code, code));
    const as: Ctx = { ...ctx, actor: { kind: "system", reason: "a picture of the look changed" } };
    await changeSettings(as, { [part]: { ...picture, alternative } });
  }
}

/** As pages show it: in the narrowest width, and in those that a browser may choose. */
export function shownPicture({ code, place: lies, width, height, alternative, focalX = 50, focalY = 50 }: LookPicture) {
  const widths = widthsOf(width);
  // browsers keep it for a day: other bytes have another address
  const at = (each: number) => `${addressOf(code, `${each}.webp`)}${lies && lies !== code ? `?v=${lies}` : ""}`;
  const srcSet = widths.map((each) => `${at(each)} ${each}w`).join(", ");
  return { src: at(widths[0]!), srcSet, width, height, alternative, focal: focalClass({ focalX, focalY }) };
}

export type ShownPicture = ReturnType<typeof shownPicture>;
