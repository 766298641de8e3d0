import { defineCommand } from "citty";
import type { ImportReaders, ImportReport, LineNote } from "~/features/forum/moving/import-forum.server";
import { bar, filesBeside, readLines } from "./forum-file";
import { jsonFlag, Refusal, refuseUnknown, tell, UsageError } from "./outcome";
import { withPortal } from "./with-portal";

const args = {
  ...jsonFlag,
  file: { type: "positional", description: "The forum, as docs/forum-format.md says; also packed (.gz)", required: true },
  readers: {
    type: "string",
    description:
      "Who reads each category: tea-room=members,news=open,board=groups:board+steering,here=existing; nobody where it is not said",
    default: "",
  },
  files: {
    type: "string",
    description: "The folder that the paths of attachments lead into; without it they are named alone",
    default: "",
  },
  "dry-run": { type: "boolean", description: "Do all of it, say what came of it, and undo it" },
} as const;

export const importForum = defineCommand({
  meta: { name: "import-forum", description: "Move a forum in from a file; stopped, it goes on the next time" },
  args,
  async run({ args: given }) {
    refuseUnknown(given, args);
    const readers = readersFrom(given.readers);
    const isDryRun = given["dry-run"] ?? false;
    await withPortal("portal import-forum", async (ctx) => {
      const { LINE_MAX } = await import("~/features/forum/moving/forum-format");
      const moving = await import("~/features/forum/moving/import-forum.server");
      const { LARGEST_FILE } = await import("~/features/files/file.policy");
      const file = await readLines(given.file, LINE_MAX);
      const files = given.files ? await filesBeside(given.files, LARGEST_FILE) : undefined;
      let lines = 0;
      async function* open() {
        lines = 0;
        for await (const line of file.lines()) {
          lines++;
          yield line;
        }
      }
      const progress = bar(file.share, () => `${lines.toLocaleString("en-GB")} lines`);
      const onNote = given.json ? undefined : ({ line, what }: LineNote) => console.error(`line ${line}: ${what}`);
      const imported = moving.importForum(ctx, { open, readers, files, isDryRun, onNote }).finally(progress.end);
      const report = await imported.catch((error) => {
        throw error instanceof moving.NotAForumError
          ? new UsageError(`${given.file} is no forum in our format: docs/forum-format.md`)
          : error;
      });
      const ok = report.problemCount === 0;
      tell(given.json, { ok, dryRun: isDryRun, ...report }, linesOf(report, isDryRun));
      if (!ok) throw new Refusal(given.json ? "" : `\n${report.problemCount} lines are not as they should be.`);
    });
  },
});

/** `tea-room=members,board=groups:board+steering` */
export function readersFrom(given: string): ImportReaders {
  const readers: ImportReaders = {};
  for (const each of given.split(",").filter(Boolean)) {
    const [, slug, audience, groups] = /^\s*([a-z0-9-]+)=(open|members|existing|groups:([a-z0-9+-]+))\s*$/.exec(each) ?? [];
    if (!slug || !audience) throw new UsageError(`“${each}” says no readers of a category: write tea-room=members.`);
    readers[slug] = groups ? { groups: groups.split("+") } : (audience as "open" | "members" | "existing");
  }
  return readers;
}

function linesOf({ made, already, held, heldCount, unread, lines }: ImportReport, isDryRun: boolean): string[] {
  const rows = {
    Categories: made.category,
    People: made.person,
    "  with an account here": made.members,
    Topics: made.topic,
    Posts: made.post,
    Thanks: made.thanks,
    Answers: made.answer,
    Polls: made.poll,
    "Old addresses": made.permalink,
    "Attachments named": made.attachments,
    "  moved with their posts": made.files,
    "Here already": already,
    "Hidden for a moderator": heldCount,
  };
  return [
    isDryRun ? `${lines} lines; nothing was changed. It would have made:` : `${lines} lines. New here:`,
    ...Object.entries(rows).map(([name, count]) => `  ${name.padEnd(24)} ${count.toLocaleString("en-GB")}`),
    ...held.map(({ line, what }) => `line ${line}: ${what}`),
    ...(made.attachments > made.files ? ["Attachments that were not moved are named in the texts."] : []),
    ...(unread.length > 0
      ? [
          `Nobody reads ${unread.join(", ")}: put who looks through it into the group “Moved in”, then choose its readers under Manage, Forum.`,
        ]
      : []),
  ];
}
