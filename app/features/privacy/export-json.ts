import type { PersonExport } from "./export-person.server";

/** The person's copy as one JSON object to reuse in other software, piece by piece: a row is a line. */
export async function* exportAsJson({ tables, ...copy }: PersonExport): AsyncGenerator<string> {
  yield `${opened(copy)},"tables":[`;
  for (const [index, { rows, ...table }] of tables.entries()) {
    yield `${index > 0 ? "," : ""}\n${opened(table)},"rows":[`;
    let between = "\n";
    for await (const row of table.count > 0 ? rows() : []) {
      yield between + JSON.stringify(row);
      between = ",\n";
    }
    yield "]}";
  }
  yield "\n]}\n";
}

/** An object that goes on. */
const opened = (object: object) => JSON.stringify(object).slice(0, -1);
