import { rm } from "node:fs/promises";
import { defineCommand } from "citty";
import { bar, demandForumName, newFile, readLines } from "./forum-file";
import { jsonFlag, refuseUnknown, tell, UsageError } from "./outcome";

const args = {
  ...jsonFlag,
  from: { type: "positional", description: "What it was: discourse or nodebb", required: true },
  source: {
    type: "positional",
    description: "discourse: dump.sql of a backup; nodebb: objects.jsonl of mongoexport; also packed (.gz)",
    required: true,
  },
  file: { type: "positional", description: "Where to; it must not be there yet", required: true },
  name: {
    type: "string",
    description: "What that forum is called, such as forum.practice.example: tells what is its from another's. The same each time",
    required: true,
  },
} as const;

/** Characters. A row of a dump is one line, with all that stands beside a post in it. */
const ROW_MAX = 64_000_000;

export const convertForum = defineCommand({
  meta: { name: "convert-forum", description: "Turn the backup of a Discourse or NodeBB forum into a file for import-forum" },
  args,
  async run({ args: given }) {
    refuseUnknown(given, args);
    demandForumName(given.name);
    const convert = await converterOf(given.from);
    const source = await readLines(given.source, ROW_MAX);
    const file = await newFile(given.file);
    const progress = bar(source.share, () => "read");
    try {
      const { lines, leftOut } = await convert(source.lines, { write: file.write, forum: given.name, now: new Date() });
      await file.end();
      progress.end();
      if (!lines.topic) throw new UsageError(`${given.source} has no topics in it that could be moved: is it a backup of ${given.from}?`);
      tell(given.json, { ok: true, file: given.file, lines, leftOut }, [
        `${lines.topic} topics with ${lines.post} posts in ${lines.category} categories, by ${lines.person} people: ${given.file}`,
        ...Object.entries(leftOut).map(([what, count]) => `Left out: ${what} (${count})`),
        "It names people and their addresses. Look through it, import it, then delete it.",
      ]);
    } catch (error) {
      progress.end();
      await file.end().catch(() => {});
      await rm(given.file);
      throw error;
    }
  },
});

async function converterOf(from: string) {
  if (from === "discourse") return (await import("~/features/forum/moving/convert/from-discourse.server")).convertDiscourse;
  if (from === "nodebb") return (await import("~/features/forum/moving/convert/from-nodebb.server")).convertNodebb;
  throw new UsageError(`“${from}” is no forum that is known here: discourse or nodebb.`);
}
