import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { TransactionSql } from "postgres";
import type { Connection } from "../client.server";
import { progressBar } from "./progress";

type Cell = string | number | boolean | null | undefined;

/** Streams rows into a table; its text format escapes tabs, line ends and backslashes. */
export async function copy(sql: TransactionSql, target: string, rows: Iterable<Cell[]>): Promise<void> {
  await pipeline(Readable.from(chunks(rows, 500)), await sql.unsafe(`copy ${target} from stdin`).writable());
}

/**
 * Does a piece of work for each batch, two at a time, each in a transaction of its own: what stops in the middle leaves whole batches.
 * @param sizeOf how many rows a batch stands for, for the bar
 */
export async function inBatches<T>(
  { sql }: Connection,
  { label, batches, sizeOf }: { label: string; batches: readonly T[]; sizeOf: (batch: T) => number },
  work: (sql: TransactionSql, batch: T) => Promise<unknown>,
): Promise<void> {
  const tick = progressBar(
    label,
    batches.reduce((sum, batch) => sum + sizeOf(batch), 0),
  );
  const waiting = batches.values();
  let done = 0;
  const takeTurns = async () => {
    for (const batch of waiting) {
      await sql.begin(async (sql) => {
        await sql.unsafe("set local statement_timeout = 0");
        await work(sql, batch);
      });
      done += sizeOf(batch);
      tick(done);
    }
  };
  await Promise.all([takeTurns(), takeTurns()]);
}

/** `total` rows, or none, in batches of `size`, counted from `first` on: where each begins and how many it has. */
export const batchesOf = (total: number, size: number, first = 0) =>
  Array.from({ length: Math.ceil(Math.max(0, total) / size) }, (_, batch) => ({
    first: first + batch * size,
    count: Math.min(size, total - batch * size),
  }));

function* chunks(rows: Iterable<Cell[]>, size: number): Generator<string> {
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(row.map(cell).join("\t"));
    if (lines.length < size) continue;
    yield `${lines.join("\n")}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join("\n")}\n`;
}

const cell = (value: Cell) =>
  value === null || value === undefined
    ? "\\N"
    : String(value).replace(/[\\\t\n\r]/g, (character) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" })[character]!);
/** As the text format writes a `bytea`. */
export const bytes = (buffer: Buffer) => `\\x${buffer.toString("hex")}`;
export const timestamp = (at: number) => new Date(at).toISOString();
