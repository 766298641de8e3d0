import { type FSWatcher, watch } from "node:fs";
import { buildIfStale } from "./build.js";
import { type Child, startChild } from "./children";
import { step } from "./steps.js";
import { acquire } from "./stopping";

const FOLDERS = ["app", "db", "emails", "jobs"];

/** Builds again and starts the processes anew whenever a source changes. A build that fails leaves the last good one running. */
export async function rebuildOnChange(
  web: Child,
  worker: { restart: () => Promise<void> },
  webDied: (code: number | string) => void,
): Promise<void> {
  let current = web;
  let busy = false;
  let changed = false;
  const rebuild = async () => {
    changed = true;
    if (busy) return;
    busy = true;
    while (changed) {
      changed = false;
      await new Promise((done) => setTimeout(done, 150));
      await step("Building again", buildIfStale)
        .then(async () => {
          await current.stop();
          current = await acquire(
            () => startChild("web", webDied),
            (it) => it.stop(),
          );
          await worker.restart();
        })
        .catch((error: Error) => console.error(error.message));
    }
    busy = false;
  };
  await acquire(
    async () => FOLDERS.map((folder) => watch(folder, { recursive: true }, () => void rebuild())),
    async (watchers: FSWatcher[]) => {
      for (const watcher of watchers) watcher.close();
    },
  );
}
