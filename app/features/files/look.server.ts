import { and, eq, isNull } from "drizzle-orm";
import { files, fileUses } from "#db/schema/files";
import { demandPermission } from "~/features/permissions/demand-permission";
import { changeSettings } from "~/features/settings/change-settings.server";
import type { LookPart, LookPicture } from "~/features/settings/site-settings";
import { type Ctx, personIdOf } from "~/lib/ctx";
import { inTransaction } from "~/lib/transaction.server";
import { addressOf } from "./file-html";
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
    if (id) await db.insert(fileUses).values({ fileId: id, kind: "look", holderId: HOLDERS[part] });
    return true;
  });
}

async function findOwnPicture({ db, actor }: Ctx, code: string) {
  const ownerId = personIdOf(actor);
  if (!ownerId) return null;
  const { id, width, height } = files;
  const [picture] = await db
    .select({ id, code: files.code, width, height })
    .from(files)
    .where(and(eq(files.code, code), eq(files.ownerId, ownerId), eq(files.kind, "picture"), eq(files.state, "clean"), isNull(files.goneAt)))
    .for("key share");
  return picture ?? null;
}

/** As pages show it: in the narrowest width, and in those that a browser may choose. */
export function shownPicture({ code, width, height, alternative }: LookPicture) {
  const widths = widthsOf(width);
  const at = (each: number) => addressOf(code, `${each}.webp`);
  return { src: at(widths[0]!), srcSet: widths.map((each) => `${at(each)} ${each}w`).join(", "), width, height, alternative };
}

export type ShownPicture = ReturnType<typeof shownPicture>;
