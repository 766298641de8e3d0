import { readFileSync } from "node:fs";
import { addFile } from "~/features/files/add-file.server";
import { changeLook } from "~/features/files/look.server";
import { changeSettings } from "~/features/settings/change-settings.server";
import { LOOK_PARTS, type LookPart } from "~/features/settings/site-settings";
import type { Ctx, PersonCtx } from "~/lib/ctx";
import { expectOk } from "./expect-ok";
import type { Community } from "./people";

const DRAWN: Record<LookPart, { drawing: string; alternative: string }> = {
  logo: { drawing: "logo", alternative: "" },
  frontPicture: { drawing: "front", alternative: "A kettle, two mugs and the week’s rota by a window; behind it a hedgerow with a wren" },
  pattern: { drawing: "pattern", alternative: "" },
};

/** What the demo looks like: hedgerow green on cream, and pictures drawn for it, sent as an administrator would send them. */
export async function seedLook(ctx: Ctx, { actorOf }: Community): Promise<void> {
  const admin: PersonCtx = { ...ctx, actor: actorOf("admin") };
  const { default: sharp } = await import("sharp");
  await changeSettings(admin, { accentColour: "#2f5d3a", groundColour: "#f7f0e0" });
  for (const part of LOOK_PARTS) {
    const { drawing, alternative } = DRAWN[part];
    const bytes = await sharp(readFileSync(`db/seeds/texts/look/${drawing}.svg`))
      .png()
      .toBuffer();
    const { file } = expectOk(await addFile(admin, { name: `${drawing}.png`, bytes, isDescribed: true }));
    if (!(await changeLook(admin, part, { code: file.code, alternative }))) throw new Error(`the picture “${drawing}” was not taken`);
  }
}
