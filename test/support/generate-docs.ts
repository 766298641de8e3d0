import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { getTableColumns } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { classifications } from "#db/classified";
import { type ColumnClass, PURPOSES } from "#db/classify";

// Writes docs/routes.md and docs/data.md: `npm run docs`. A test holds them true.

export function dataPage(): string {
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

export function routesPage(): string {
  const rows = readdirSync("app/routes")
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => {
      const source = readFileSync(`app/routes/${file}`, "utf8");
      return { address: addressOf(file), get: accessIn(source, "loader"), post: accessIn(source, "action"), file };
    })
    .sort((a, b) => a.address.localeCompare(b.address));
  return `# Addresses

Generated from \`app/routes\` (\`npm run docs\`). GET and POST name who is let in; what each may then see is narrowed by its scope, what they may do by the command's policy.

| Address | GET | POST | File |
|---|---|---|---|
${rows.map((row) => `| \`${row.address}\` | ${row.get} | ${row.post} | ${row.file} |`).join("\n")}
`;
}

function addressOf(file: string): string {
  const parts = file
    .replace(/\.tsx?$/, "")
    .replace(/\[(.)\]/g, (_, character: string) => character.replace(".", "\u0000"))
    .split(".")
    .filter((part) => part !== "_index")
    .map((part) => part.replace(/_$/, "").replace(/^\$$/, "*").replace(/^\$/, ":").replaceAll("\u0000", "."));
  return `/${parts.join("/")}`;
}

function accessIn(source: string, exported: "loader" | "action"): string {
  const start = source.search(new RegExp(`export (async )?function ${exported}\\b`));
  if (start < 0) return "–";
  const rest = source.slice(start + 10);
  const end = rest.search(/\nexport /);
  const body = end < 0 ? rest : rest.slice(0, end);
  return /\breturn (as[A-Z]\w+)\(request/.exec(body)?.[1] ?? "?";
}

if (process.argv[1]?.endsWith("generate-docs.ts")) {
  writeFileSync("docs/data.md", dataPage());
  writeFileSync("docs/routes.md", routesPage());
}
