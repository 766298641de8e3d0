import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { daysOf } from "#db/retention";
import { DAY, later } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { exportAsHtml } from "./export-html";
import type { PersonExport } from "./export-person.server";

/** A copy can be fetched for this long; then it is made anew. */
export const COPY_LIFE = daysOf("copies") * DAY;

/** `<reference>-<moment in UTC>.<kind>`; the part after the reference is the name under which its owner fetches it. */
const NAME = /^[0-9A-Z]{10}-((\d{4}-\d{2}-\d{2})-(\d{2})-(\d{2})-(\d{2})\.(html|json))$/;

export type ExportFile = { name: string; kind: "html" | "json"; madeAt: Date };

const folder = () => join(env().dataDir, "exports");

/** Writes a copy as HTML to read and JSON to reuse, readable by the operator alone. Gives both paths. */
export async function writeExport(copy: PersonExport, organisation: string): Promise<{ html: string; json: string }> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const stem = join(folder(), `${copy.reference}-${copy.madeAt.slice(0, 19).replace(/[:T]/g, "-")}`);
  await writeFile(`${stem}.html`, exportAsHtml(copy, organisation), { mode: 0o600 });
  await writeFile(`${stem}.json`, `${JSON.stringify(copy, null, 2)}\n`, { mode: 0o600 });
  return { html: `${stem}.html`, json: `${stem}.json` };
}

/** The copies of one person that can still be fetched, newest first. */
export async function listExports(reference: string, now: Date): Promise<ExportFile[]> {
  const files = (await readNames()).flatMap((file) => (file.startsWith(`${reference}-`) ? [parse(file)] : []));
  return files.filter((file): file is ExportFile => file !== null && !isExpired(file, now)).sort((a, b) => b.name.localeCompare(a.name));
}

/** One copy of this person by its name. Null when there is none, or none any more; a name from elsewhere is the name of nothing. */
export async function readExport(reference: string, name: string, now: Date): Promise<(ExportFile & { body: Buffer }) | null> {
  const found = (await listExports(reference, now)).find((file) => file.name === name);
  return found ? { ...found, body: await readFile(join(folder(), `${reference}-${name}`)) } : null;
}

/** Deletes the copies that nobody can fetch any more. */
export async function expireExports(now: Date): Promise<void> {
  for (const file of await readNames()) {
    const parsed = parse(file);
    if (parsed && isExpired(parsed, now)) await rm(join(folder(), file), { force: true });
  }
}

/** Copies of an erased person go with them. */
export async function removeExports(reference: string): Promise<void> {
  for (const name of await readNames()) if (name.startsWith(`${reference}-`)) await rm(join(folder(), name), { force: true });
}

const readNames = () => readdir(folder()).catch(() => [] as string[]);

const isExpired = ({ madeAt }: ExportFile, now: Date) => later(madeAt, COPY_LIFE) <= now;

function parse(file: string): ExportFile | null {
  const [, name, day, hour, minute, second, kind] = NAME.exec(file) ?? [];
  if (!name || (kind !== "html" && kind !== "json")) return null;
  return { name, kind, madeAt: new Date(`${day}T${hour}:${minute}:${second}Z`) };
}
