import { formatMoment } from "~/lib/dates";
import type { ExportedTable, PersonExport } from "./export-person.server";
import { inWords } from "./words-of-values";

/** The person's copy as one page to read, print and keep, piece by piece: no script, nothing fetched. */
export async function* exportAsHtml(copy: PersonExport): AsyncGenerator<string> {
  const held = copy.tables.filter(({ count }) => count > 0);
  const empty = copy.tables.filter(({ count }) => count === 0);
  yield `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your data – ${escapeHtml(copy.madeBy)}</title>
<style>body{font:1rem/1.5 Arial,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#212b32}h2{margin-top:2em;border-top:1px solid #768692;padding-top:1em}
dl{display:grid;grid-template-columns:minmax(8em,1fr) 3fr;gap:.25em 1em;margin:0 0 1em;padding-bottom:1em;border-bottom:1px solid #d8dde0}dt{font-weight:bold}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
.why{color:#4c6272}@media print{body{margin:0}dl{break-inside:avoid}}</style></head><body>
<h1>Everything we hold about you</h1>
<p>Reference ${escapeHtml(copy.reference)}, made on ${escapeHtml(formatMoment(copy.madeAt))} by ${escapeHtml(copy.madeBy)}. We hold ${held.length} kinds of information about you. Other people are not named here.</p>
<ul>${held.map(({ table, title, count }) => `<li><a href="#${table}">${escapeHtml(title)}</a>: ${count}</li>`).join("")}</ul>
`;
  for (const table of held) yield* sectionOf(table);
  yield `<h2>Looked for and not held</h2><ul>${empty.map(({ title }) => `<li>${escapeHtml(title)}</li>`).join("")}</ul>
</body></html>
`;
}

async function* sectionOf({ table, title, purposes, labels, rows }: ExportedTable): AsyncGenerator<string> {
  const why = purposes.map((each) => `${each.purpose} (${each.basis}; kept: ${each.retention})`).join("; ");
  yield `<h2 id="${table}">${escapeHtml(title)}</h2><p class="why">Why we hold this: ${escapeHtml(why)}.</p>`;
  for await (const row of rows()) {
    const held = Object.entries(row).filter(([, value]) => value !== null);
    yield `<dl>${held.map(([name, value]) => `<dt>${escapeHtml(labels[name] ?? name)}</dt><dd>${escapeHtml(inWords(value))}</dd>`).join("")}</dl>\n`;
  }
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
