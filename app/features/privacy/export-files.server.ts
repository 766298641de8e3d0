import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "~/lib/env.server";
import { exportAsHtml } from "./export-html";
import type { PersonExport } from "./export-person.server";

const folder = () => join(env().dataDir, "exports");

/** Writes a copy as HTML to read and JSON to reuse, readable by the operator alone. Gives both paths. */
export async function writeExport(copy: PersonExport, organisation: string): Promise<{ html: string; json: string }> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const stem = join(folder(), `${copy.reference}-${copy.madeAt.slice(0, 19).replace(/[:T]/g, "-")}`);
  await writeFile(`${stem}.html`, exportAsHtml(copy, organisation), { mode: 0o600 });
  await writeFile(`${stem}.json`, `${JSON.stringify(copy, null, 2)}\n`, { mode: 0o600 });
  return { html: `${stem}.html`, json: `${stem}.json` };
}

/** Copies of an erased person go with them. */
export async function removeExports(reference: string): Promise<void> {
  const names = await readdir(folder()).catch(() => [] as string[]);
  for (const name of names) if (name.startsWith(`${reference}-`)) await rm(join(folder(), name), { force: true });
}
