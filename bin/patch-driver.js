// postgres 3.4.9 writes small messages a moment later. Where the connection is gone by then, it throws where nobody can catch it (its
// issues 1066, 1154, 1208), and keeps the bytes for the next connection, which then never sends again. A transaction under way while
// PostgreSQL restarts is enough. One that goes while it is being set up rejects a promise that nobody holds, which ends the process too.
// A transaction that begins behind a hundred questions on one connection does not get it to itself: it is refused, and stays open on the
// server with what others ask there next. One whose connection has gone, and whose work asks on, asks on what the pool opened since for
// others, outside of any transaction; where that is not open yet, the pool may lose the connection for good.
// Until a release has the fixes, these lines have them: the query is rejected, and the next connection starts clean. The last one of the
// connection spares every one but the first of a pool a question of the catalogue, the answer to which the pool has.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDERS = ["src", "cjs/src"];

const OF_CONNECTION = [
  [
    `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)`,
    `  function nextWrite(fn) {
    if (socket === null) {
      clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
    const x = socket.write(chunk, fn)`,
  ],
  [
    `    incomings = null
    clearImmediate(nextWriteTimer)
`,
    `    incomings = null
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
`,
  ],
  [
    `        && sent.length < max_pipeline
        && (!q.options.onexecute || q.options.onexecute(connection))`,
    `        && sent.length < max_pipeline
        && !q.options.onexecute`,
  ],
  [
    `      build(q)
      return write(toBuffer(q))`,
    `      build(q)
      q.options.onexecute && q.options.onexecute(connection)
      return write(toBuffer(q))`,
  ],
  ["        return fetchArrayTypes()\n", "        return fetchArrayTypes().catch(errored)\n"],
  ["      if (needsTypes) {\n", "      if (needsTypes && (initial.reserve || Object.keys(options.shared.typeArrayMap).length === 0)) {\n"],
];

const OF_POOL = [
  [
    "new Promise((_, reject) => connection.onclose = reject)\n",
    `new Promise((_, reject) => connection.onclose = e => {
          gone = e
          while (queries.length) queries.shift().reject(e)
          reject(e)
        })
`,
  ],
  ["      , prepare = null\n\n    try {\n", "      , prepare = null\n      , gone = null\n\n    try {\n"],
  [
    `        q.catch(e => uncaughtError || (uncaughtError = e))
`,
    `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (gone) return q.reject(gone)
`,
  ],
];

const CHANGES = { "connection.js": OF_CONNECTION, "index.js": OF_POOL };

/** Changes the installed driver. Twice is once. */
export function patchDriver() {
  const home = fileURLToPath(new URL("../node_modules/postgres/", import.meta.url));
  for (const folder of FOLDERS) for (const [name, changes] of Object.entries(CHANGES)) patchFile(home, join(folder, name), changes);
}

function patchFile(home, name, changes) {
  const file = join(home, name);
  if (!existsSync(file)) return;
  const text = readFileSync(file, "utf8");
  const patched = changes.reduce((text, change) => apply(text, change, name), text);
  if (patched === text) return;
  // Beside and renamed: another process may be reading it now.
  writeFileSync(`${file}.${process.pid}`, patched);
  renameSync(`${file}.${process.pid}`, file);
}

function apply(text, [before, after], name) {
  if (text.includes(after)) return text;
  if (!text.includes(before))
    throw new Error(`postgres/${name} is not the release that bin/patch-driver.js knows: look whether its fix is still needed.`);
  return text.replace(before, () => after);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) patchDriver();
