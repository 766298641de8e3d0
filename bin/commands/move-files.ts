import { defineCommand } from "citty";
import { jsonFlag, Refusal, refuseUnknown, tell, UsageError } from "./outcome";
import { readSettings } from "./with-portal";

const args = {
  ...jsonFlag,
  from: { type: "positional", description: "Where they lie: file:/srv/uploads, or s3: and the name of a bucket", required: true },
  to: { type: "positional", description: "Where they are to lie, written alike", required: true },
} as const;

export const moveFiles = defineCommand({
  meta: {
    name: "move-files",
    description: "Copy pictures and files from a folder into a bucket, or back, and compare; stopped, it goes on",
  },
  args,
  async run({ args: given }) {
    refuseUnknown(given, args);
    await readSettings();
    const { readUploads } = await import("~/lib/env.server");
    const { AwayError } = await import("~/lib/errors");
    const { openStore } = await import("~/features/files/storage.server");
    const moving = await import("~/features/files/move-files.server");
    const storeAt = (address: string) => {
      const place = readUploads(address);
      if (!place)
        throw new UsageError(`“${address}” is no place for files: write file: and the path of a folder, or s3: and the name of a bucket.`);
      return openStore(place);
    };
    const [from, to] = [storeAt(given.from), storeAt(given.to)];
    const isSeen = process.stderr.isTTY && !given.json;
    const report = await moving
      .moveFiles(from, to, ({ files }) => isSeen && process.stderr.write(`\r${files.toLocaleString("en-GB")} files\x1b[K`))
      .catch((error) => {
        throw error instanceof AwayError ? new Refusal(`${error.message}. What was copied is there: run this again.`) : error;
      });
    if (isSeen) process.stderr.write("\r\x1b[K");
    tell(given.json, { ok: true, ...report }, [
      `${report.files} files in ${report.parts} parts lie in ${given.to} as they do in ${given.from}; ${report.copied} parts are new there.`,
      `Nothing was deleted. Once UPLOADS names ${given.to} and this was run once more, delete ${given.from}: erasing somebody does not reach it.`,
    ]);
  },
});
