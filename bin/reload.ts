import { watch } from "node:fs";
import { acquire } from "./stopping";

const FOLDERS = ["app", "db", "emails", "jobs"];
/** Milliseconds. Editors save in several steps, and people in several files. */
const QUIET = 300;

/** Calls `restart` whenever a source has changed and nothing more follows. */
export async function restartOnChange(restart: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let restarting = Promise.resolve();
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      restarting = restarting.then(restart).catch((error: Error) => console.error(error.message));
    }, QUIET);
  };
  await acquire(
    async () => FOLDERS.map((folder) => watch(folder, { recursive: true }, changed)),
    async (watchers) => {
      for (const watcher of watchers) watcher.close();
      clearTimeout(timer);
      await restarting;
    },
  );
}
