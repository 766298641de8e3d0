import { rm } from "node:fs/promises";
import { defineCommand } from "citty";
import { demandForumName, newFile, newFolder } from "./forum-file";
import { jsonFlag, refuseUnknown, tell } from "./outcome";
import { withPortal } from "./with-portal";

const args = {
  ...jsonFlag,
  file: { type: "positional", description: "Where to; it must not be there yet", required: true },
  files: { type: "string", description: "A new folder for the pictures and files of its posts; without it they stay", default: "" },
  name: { type: "string", description: "What this forum is called there, such as its host; the same each time", required: true },
} as const;

export const exportForum = defineCommand({
  meta: { name: "export-forum", description: "Write the forum into a file, to move it elsewhere" },
  args,
  async run({ args: given }) {
    refuseUnknown(given, args);
    demandForumName(given.name);
    await withPortal("portal export-forum", async (ctx) => {
      const moving = await import("~/features/forum/moving/export-forum.server");
      const file = await newFile(given.file);
      const putFile = given.files ? await newFolder(given.files) : undefined;
      const written = await moving.exportForum(ctx, given.name, file.write, putFile).then(
        async (report) => {
          await file.end();
          return report;
        },
        async (error) => {
          await file.end().catch(() => {});
          await rm(given.file);
          if (given.files) await rm(given.files, { recursive: true });
          throw error;
        },
      );
      tell(given.json, { ok: true, file: given.file, ...written }, [
        `${written.topic} topics with ${written.post} posts in ${written.category} categories, by ${written.person} people: ${given.file}`,
        ...(given.files ? [`${written.files} pictures and files: ${given.files}`] : []),
        "Not in it: the words of what was removed or is hidden, who has left, comments under pages, who watches, and earlier texts.",
        "It names people and their addresses. Hand it over by a safe way, then delete it: erasing somebody does not reach it.",
      ]);
    });
  },
});
