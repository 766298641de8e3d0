/** A row of a table of a dump, by its columns; `null` as the database has it. */
export type CopyRow = Record<string, string | null>;

/** The rows of a dump that `pg_dump` wrote as text, table by table as they come. */
export async function* copyRows(lines: AsyncIterable<string>, tables: readonly string[]): AsyncGenerator<{ table: string; row: CopyRow }> {
  let table: string | null = null;
  let columns: string[] = [];
  let isCopy = false;
  for await (const line of lines) {
    if (isCopy && line === "\\.") isCopy = false;
    else if (isCopy) {
      if (table) yield { table, row: readRow(columns, line) };
    } else {
      const [, name, names] = /^COPY (?:public\.)?"?([a-z_]+)"? \((.*)\) FROM stdin;$/.exec(line) ?? [];
      if (name && names) {
        isCopy = true;
        table = tables.includes(name) ? name : null;
        columns = names.split(", ").map((column) => column.replaceAll('"', ""));
      }
    }
  }
}

const ESCAPES: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

const readRow = (columns: string[], line: string): CopyRow =>
  Object.fromEntries(
    line
      .split("\t")
      .map((value, at) => [
        columns[at] ?? String(at),
        value === "\\N" ? null : value.replace(/\\(.)/gs, (_, sign: string) => ESCAPES[sign] ?? sign),
      ]),
  );
