import { defineCommand } from "citty";
import { jsonFlag, refuseUnknown, tell } from "./outcome";
import { withPortal } from "./with-portal";

const args = { ...jsonFlag, person: { type: "positional", description: "E-mail address or reference", required: true } } as const;

export const exportPerson = defineCommand({
  meta: { name: "export-person", description: "Write everything held about one person, to read (HTML) and to reuse (JSON)" },
  args,
  async run({ args: given }) {
    refuseUnknown(given, args);
    await withPortal("portal export-person", async (ctx) => {
      const { findPersonByRefOrAddress } = await import("~/features/people/find-person.queries.server");
      const { writeExport } = await import("~/features/privacy/export-files.server");
      const privacy = await import("~/features/privacy/export-person.server");
      const { getSettings } = await import("~/features/settings/settings.queries.server");
      const { NotFoundError } = await import("~/lib/errors");
      const person = await findPersonByRefOrAddress(ctx, given.person);
      if (!person) throw new NotFoundError("person");
      const copy = await privacy.exportPerson(ctx, person.personId);
      const files = await writeExport(copy, (await getSettings(ctx)).name);
      const rows = copy.tables.reduce((sum, table) => sum + table.rows.length, 0);
      tell(given.json, { ok: true, reference: copy.reference, rows, ...files }, [
        `${rows} rows about ${copy.reference}:`,
        `  to read   ${files.html}`,
        `  to reuse  ${files.json}`,
      ]);
    });
  },
});
