import { formatMoment } from "~/lib/dates";
import type { ExportedTable, PersonExport } from "./export-person.server";
import { inWords } from "./words-of-values";

/** The person's copy as one page to read, print and keep: no script, nothing fetched. */
export function exportAsHtml(copy: PersonExport, organisation: string): string {
  const held = copy.tables.filter((table) => table.rows.length > 0);
  const empty = copy.tables.filter((table) => table.rows.length === 0);
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your data – ${escapeHtml(organisation)}</title>
<style>body{font:1rem/1.5 Arial,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#212b32}h2{margin-top:2em;border-top:1px solid #768692;padding-top:1em}
dl{display:grid;grid-template-columns:minmax(8em,1fr) 3fr;gap:.25em 1em;margin:0 0 1em;padding-bottom:1em;border-bottom:1px solid #d8dde0}dt{font-weight:bold}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
.why{color:#4c6272}@media print{body{margin:0}dl{break-inside:avoid}}</style></head><body>
<h1>Everything we hold about you</h1>
<p>Reference ${escapeHtml(copy.reference)}, made on ${escapeHtml(formatMoment(copy.madeAt))} by ${escapeHtml(organisation)}. We hold ${held.length} kinds of information about you. Other people are not named here.</p>
<ul>${held.map((table) => `<li><a href="#${table.table}">${escapeHtml(table.title)}</a>: ${table.rows.length}</li>`).join("")}</ul>
${held.map(sectionOf).join("\n")}
<h2>Looked for and not held</h2><ul>${empty.map((table) => `<li>${escapeHtml(table.title)}</li>`).join("")}</ul>
</body></html>
`;
}

function sectionOf(table: ExportedTable): string {
  const why = table.purposes.map((each) => `${each.purpose} (${each.basis}; kept: ${each.retention})`).join("; ");
  const rows = table.rows.map(
    (row) =>
      `<dl>${Object.entries(row)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => `<dt>${escapeHtml(table.labels[name] ?? name)}</dt><dd>${escapeHtml(inWords(value))}</dd>`)
        .join("")}</dl>`,
  );
  return `<h2 id="${table.table}">${escapeHtml(table.title)}</h2><p class="why">Why we hold this: ${escapeHtml(why)}.</p>${rows.join("")}`;
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
