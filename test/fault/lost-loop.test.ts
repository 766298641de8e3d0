import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { bundle } from "../../bin/build.js";

const PROGRAMS = ".cache/test/lost-worker";
beforeAll(() => bundle(["test/support/lost-worker.ts"], PROGRAMS));

let stop = () => {};
afterEach(() => stop());

test("a worker whose loop has ended ends its process, so that whoever runs it starts another", async () => {
  const worker = spawn(process.execPath, [join(PROGRAMS, "lost-worker.cjs")], { stdio: ["ignore", "ignore", "pipe"] });
  stop = () => void worker.kill("SIGKILL");
  let said = "";
  worker.stderr.on("data", (text) => (said += text));

  expect(await once(worker, "exit")).toEqual([1, null]);
  expect(said).toContain("uncaught");
});
