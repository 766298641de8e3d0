import { writeFileSync } from "node:fs";
import { getTableColumns } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { classifications } from "#db/classified";
import { type ColumnClass, PURPOSES } from "#db/classify";
import { PERMISSIONS, type Permission, ROLE_WORDS, STAFF_ROLES } from "~/features/permissions/permissions";
import { demandsOf, OWN_ACTS, type OwnAct, STAFF_ACTS, type StaffAct } from "~/http/access/acts";
import type { Role } from "~/lib/ctx";
import { PAGES, withStates } from "./requirements";
import { accessLine, everyRoute } from "./routes";

// Writes docs/routes.md, docs/data.md and docs/permissions.md, and the states of requirements: `npm run docs`. A test holds them true.

/** What each generated page has to say. */
export const generatedPages = (): Record<string, string> => ({
  "docs/data.md": dataPage(),
  "docs/routes.md": routesPage(),
  "docs/permissions.md": permissionsPage(),
  ...Object.fromEntries(PAGES.map((page) => [page, withStates(page)])),
});

function dataPage(): string {
  const head = `# What is stored, and whose it is

Generated from the classification beside each table (\`npm run docs\`). **about**: the row's subject; **secret**: theirs, but not shown; **who**: the id of a person, others are masked.

## Why

| Key | Purpose | Basis | Kept |
|---|---|---|---|
${Object.entries(PURPOSES)
  .map(([key, { purpose, basis, retention }]) => `| ${key} | ${purpose} | ${basis} | ${retention} |`)
  .join("\n")}
`;
  const sections = classifications()
    .map(({ table, title, subjects, erasure, columns }) => {
      const { name } = getTableConfig(table);
      const whose = subjects
        .map((subject) => (subject.by === "via" ? `whose row \`${subject.column}\` points at` : `\`${subject.column}\``))
        .join(" or ");
      const erased = erasure ? `Erasure: ${erasure.rows}${"why" in erasure ? ` (${erasure.why})` : ""}.` : "Nothing personal.";
      const rows = Object.keys(getTableColumns(table)).map((column) => `| ${column} | ${inWords(columns[column]!)} |`);
      return {
        name,
        text: `## ${name}\n\n${title}. ${whose ? `Subject: ${whose}. ` : ""}${erased}\n\n| Column | Holds |\n|---|---|\n${rows.join("\n")}\n`,
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
  return `${head}\n${sections.map((section) => section.text).join("\n")}`;
}

function inWords(column: ColumnClass): string {
  if (column.holds === "plain") return "–";
  if (column.holds === "who") return `who (${column.purpose})`;
  const erased =
    column.erase === "keep" ? "kept" : "empty" in column && column.empty !== null ? `becomes ${JSON.stringify(column.empty)}` : "cleared";
  return `${column.holds} (${column.purpose}), ${erased}${column.holds === "secret" ? `; ${column.why}` : ""}`;
}

function routesPage(): string {
  const rows = everyRoute()
    .map(({ address, file, source }) => ({ address, file, get: accessIn(source, "loader"), post: accessIn(source, "action") }))
    .sort((a, b) => a.address.localeCompare(b.address));
  return `# Addresses

Generated from \`app/routes.ts\` (\`npm run docs\`). GET and POST name who is let in; of staff the permission or the act, with what the act demands beside the session
([permissions.md](permissions.md)). What each may then see is narrowed by its scope, what they may do by the command's policy.

| Address | GET | POST | File |
|---|---|---|---|
${rows.map((row) => `| \`${row.address}\` | ${row.get} | ${row.post} | ${row.file} |`).join("\n")}
`;
}

/** Who is let in, and the permission or the act with what it demands where the access line names one. */
function accessIn(source: string, exported: "loader" | "action"): string {
  const line = accessLine(source, exported);
  if (!line) return source.includes(`export async function ${exported}(`) ? "?" : "–";
  if (!line.name) return line.access;
  const demands = demandsOf(line.name).join(", ");
  return `${line.access}, ${line.name}${demands ? `: ${demands}` : ""}`;
}

function permissionsPage(): string {
  const permissions = Object.entries(PERMISSIONS).map(
    ([name, { words, roles }]) =>
      `| ${words} (\`${name}\`) | ${STAFF_ROLES.map((role) => ((roles as readonly Role[]).includes(role) ? "yes" : "")).join(" | ")} |`,
  );
  const act = ([name, rule]: [string, { under?: Permission; light?: string; demands?: unknown }]) => {
    const demands = demandsOf(name as OwnAct | StaffAct).join(", ");
    return `| \`${name}\` | ${rule.under ? `\`${rule.under}\`` : "one’s own account"} | ${demands || `nothing. ${rule.light}`} |`;
  };
  return `# Who may do what

Generated from \`app/features/permissions/permissions.ts\` and \`app/http/access/acts.ts\` (\`npm run docs\`). Every role of this table needs a second factor. What members may do among
themselves is a matter of scopes and of the rooms’ policies.

| | ${STAFF_ROLES.map((role) => ROLE_WORDS[role]).join(" | ")} |
|---|${STAFF_ROLES.map(() => "---|").join("")}
${permissions.join("\n")}

## Acts

Each is taken under a permission, or upon one’s own account, and demands beside the session: the password, and the code of whoever has a second factor, both within
five minutes; a reason. Where it demands nothing, why the session is enough.

| Act | Under | Demands |
|---|---|---|
${[...Object.entries(OWN_ACTS), ...Object.entries(STAFF_ACTS)].map(act).join("\n")}
`;
}

if (process.argv[1]?.endsWith("generate-docs.ts")) for (const [page, text] of Object.entries(generatedPages())) writeFileSync(page, text);
