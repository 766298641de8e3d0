import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { importForum } from "~/features/forum/moving/import-forum.server";
import type { Ctx } from "~/lib/ctx";

/** Seen from the folder that every program starts in. */
const FILE = "db/seeds/texts/moved-forum.jsonl";

/** What the network brought along from the forum that it had before: some of who wrote there are members here, others are not. */
export async function seedMovedForum(ctx: Ctx): Promise<void> {
  const open = () => createInterface({ input: createReadStream(FILE) });
  const { problems, held } = await importForum(ctx, { open, readers: { "from-the-old-forum": "members" }, isDryRun: false });
  if (problems.length + held.length > 0) throw new Error(JSON.stringify([problems, held]));
}
