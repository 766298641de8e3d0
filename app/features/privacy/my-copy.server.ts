import { eq } from "drizzle-orm";
import { persons } from "#db/schema/people";
import { recordEntry } from "~/features/audit/record-entry.server";
import { getSettings } from "~/features/settings/settings.queries.server";
import type { PersonCtx } from "~/lib/ctx";
import { NotFoundError } from "~/lib/errors";
import { type ExportFile, listExports, readExport, writeExport } from "./export-files.server";
import { exportPerson } from "./export-person.server";

/** Makes a copy of everything that is held about oneself, now; to be fetched within seven days (PMN-7). */
export async function makeMyCopy(ctx: PersonCtx): Promise<void> {
  const copy = await exportPerson(ctx, ctx.actor.personId);
  await writeExport(copy, (await getSettings(ctx)).name);
}

export const listMyCopies = async (ctx: PersonCtx): Promise<ExportFile[]> => listExports(await findReference(ctx), ctx.now);

/** One of one's own copies; each fetching is written down. @throws NotFoundError, for those of others too */
export async function fetchMyCopy(ctx: PersonCtx, name: string): Promise<ExportFile & { body: Buffer }> {
  const copy = await readExport(await findReference(ctx), name, ctx.now);
  if (!copy) throw new NotFoundError("copy");
  await recordEntry(ctx, { class: "disclosure", action: "person.copy-fetched", subjectId: ctx.actor.personId, purpose: "access" });
  return copy;
}

async function findReference(ctx: PersonCtx): Promise<string> {
  const [row] = await ctx.db.select({ ref: persons.ref }).from(persons).where(eq(persons.id, ctx.actor.personId));
  if (!row) throw new NotFoundError("person");
  return row.ref;
}
