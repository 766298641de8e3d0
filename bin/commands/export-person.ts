import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { defineCommand } from "citty";
import { jsonFlag, Refusal, refuseUnknown, tell } from "./outcome";
import { withPortal } from "./with-portal";

const args = { ...jsonFlag, person: { type: "positional", description: "E-mail address or reference", required: true } } as const;

export const exportPerson = defineCommand({
  meta: {
    name: "export-person",
    description: "Write everything held about one person, to read (HTML) and to reuse (JSON), and the files that they added (ZIP)",
  },
  args,
  async run({ args: given }) {
    refuseUnknown(given, args);
    await withPortal("portal export-person", async (ctx) => {
      const { findPersonByRefOrAddress } = await import("~/features/people/find-person.queries.server");
      const { COPY_FORMATS } = await import("~/features/privacy/copy-formats");
      const privacy = await import("~/features/privacy/export-person.server");
      const { zipOfCopy } = await import("~/features/privacy/copy-zip.server");
      const { AwayError, NotFoundError } = await import("~/lib/errors");
      const person = await findPersonByRefOrAddress(ctx, given.person);
      if (!person) throw new NotFoundError("person");
      // for the operator alone to read
      const folder = await mkdtemp(join(tmpdir(), "portal-"));
      const written = privacy.exportPerson(ctx, person.personId, async (_ctx, copy) => {
        const write = async (format: keyof typeof COPY_FORMATS) => {
          const file = join(folder, `${copy.reference}.${format}`);
          await pipeline(COPY_FORMATS[format].write(copy), createWriteStream(file, { mode: 0o600 }));
          return file;
        };
        const files = { html: await write("html"), json: await write("json") };
        return { reference: copy.reference, rows: copy.tables.reduce((sum, { count }) => sum + count, 0), ...files };
      });
      const withFiles = written.then(async (told) => {
        const files = join(folder, `${told.reference}.zip`);
        await pipeline(zipOfCopy(ctx, person.personId, []), createWriteStream(files, { mode: 0o600 }));
        return { ...told, files };
      });
      const told = await withFiles.catch(async (error) => {
        await rm(folder, { recursive: true });
        throw error instanceof AwayError ? new Refusal(`${error.message}: nothing was written. Run this again.`) : error;
      });
      tell(given.json, { ok: true, ...told }, [
        `${told.rows} rows about ${told.reference}:`,
        `  to read   ${told.html}`,
        `  to reuse  ${told.json}`,
        `  files     ${told.files}`,
        "Hand them over by a safe way, then delete them: erasing the person does not reach them.",
      ]);
    });
  },
});
