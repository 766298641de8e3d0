import { createHash } from "node:crypto";
import { readWhole } from "./storage.server";
import type { Store } from "./store";

export type MoveReport = { files: number; parts: number; copied: number; bytes: number };

/**
 * Copies what lies in one store into another, and takes nothing away: each part is read back there and compared, by its hash, with what it
 * was here. What is there alike is left, so that it goes on where it was stopped, and done again tells whether all is there.
 * @throws where a part came out otherwise
 */
export async function moveFiles(from: Store, to: Store, onFile: (report: MoveReport) => void = () => {}): Promise<MoveReport> {
  const report = { files: 0, parts: 0, copied: 0, bytes: 0 };
  for await (const { code, parts } of from.list()) {
    for (const part of parts) {
      const bytes = await readWhole(from, code, part);
      const isAlike = async () => (await to.size(code, part)) === bytes.length && hashOf(await readWhole(to, code, part)) === hashOf(bytes);
      if (!(await isAlike())) {
        await to.put(code, part, bytes);
        if (!(await isAlike())) throw new Error(`${part} of ${code} came out otherwise than it went in`);
        report.copied++;
        report.bytes += bytes.length;
      }
      report.parts++;
    }
    report.files++;
    onFile(report);
  }
  return report;
}

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
