import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Connection } from "../client.server";
import { progressBar } from "./progress";

type Cell = string | number | boolean | null | undefined;

/** Streams rows into a table; its text format escapes tabs, line ends and backslashes. */
export async function copy(
  connection: Connection,
  target: string,
  count: number,
  row: (index: number) => Cell[],
  label?: string,
): Promise<void> {
  const tick = label ? progressBar(label, count) : () => {};
  function* lines() {
    for (let index = 0; index < count; index++) {
      yield `${row(index).map(cell).join("\t")}\n`;
      if (index % 1000 === 0 || index === count - 1) tick(index + 1);
    }
  }
  await connection.sql.begin(async (sql) => {
    await sql.unsafe("set local statement_timeout = 0");
    await pipeline(Readable.from(batches(lines(), 500)), await sql.unsafe(`copy ${target} from stdin`).writable());
  });
}

function* batches(lines: Iterable<string>, size: number): Generator<string> {
  let batch = "";
  let held = 0;
  for (const line of lines) {
    batch += line;
    if (++held < size) continue;
    yield batch;
    batch = "";
    held = 0;
  }
  if (held > 0) yield batch;
}

const cell = (value: Cell) =>
  value === null || value === undefined
    ? "\\N"
    : String(value).replace(/[\\\t\n\r]/g, (character) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" })[character]!);
/** As the text format writes a `bytea`. */
export const bytes = (buffer: Buffer) => `\\x${buffer.toString("hex")}`;
export const timestamp = (at: number) => new Date(at).toISOString();
