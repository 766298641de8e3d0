import { once } from "node:events";
import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";

/** So many files beside each other; a forum of a million posts is read back in parts of some thousands. */
const DRAWERS = 64;

export type Sorted<Row> = { add: (topic: number, row: Row) => Promise<void>; drawers: () => AsyncIterable<Map<number, Row[]>> };

/**
 * What belongs to topics, put away in files by topic and taken out again drawer by drawer: other forums write their posts down in any
 * order, and no machine need hold them all. `work` may use it; the files are gone afterwards.
 */
export async function byTopic<Row, T>(work: (sorted: Sorted<Row>) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "portal-"));
  const fileOf = (drawer: number) => join(folder, String(drawer));
  const open = new Map<number, WriteStream>();
  const add = async (topic: number, row: Row) => {
    const drawer = topic % DRAWERS;
    const file = open.get(drawer) ?? createWriteStream(fileOf(drawer), { mode: 0o600 });
    open.set(drawer, file);
    if (!file.write(`${JSON.stringify([topic, row])}\n`)) await once(file, "drain");
  };
  async function* drawers() {
    for (const file of open.values()) {
      file.end();
      await finished(file);
    }
    for (const drawer of [...open.keys()].sort((a, b) => a - b)) {
      const topics = new Map<number, Row[]>();
      for await (const line of createInterface({ input: createReadStream(fileOf(drawer)) })) {
        const [topic, row] = JSON.parse(line) as [number, Row];
        const rows = topics.get(topic);
        if (rows) rows.push(row);
        else topics.set(topic, [row]);
      }
      yield topics;
    }
  }
  try {
    return await work({ add, drawers });
  } finally {
    for (const file of open.values()) file.destroy();
    await rm(folder, { recursive: true });
  }
}
