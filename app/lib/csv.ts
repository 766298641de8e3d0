/**
 * A file of comma-separated values (RFC 4180), marked as UTF-8, without which Excel takes it for something else. What a
 * spreadsheet would take for a formula is marked as text (B37).
 */
export const csv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

function cell(value: string): string {
  const text = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
