import { recordStatements, type Statement } from "../support/record-statements";
import { AT_ONCE, repeated, underLoad } from "./load";
import type { Measured, Part } from "./print";
import { type Floor, type Program, pin, startFloor, startPart } from "./programs";
import { takeTurns } from "./rounds";
import { type Stage, settings } from "./stage";
import { memoriesOf, memoryOf } from "./usage";
import { fetchPage, signIn } from "./visits";

const SECONDS = { warmingFirst: 6, warming: 1, ours: 3, statements: 2, bytes: 1.5 };

/** Pages of another forum, and the processes that make them. */
export type Rival = { urls: readonly string[]; pids: readonly number[] };

/**
 * Pages from the built server, beside a bare server that sends the same bytes, the page's statements without a server, and pages of a
 * rival: each a part of the run.
 */
export async function eachPage(stage: Stage, { rounds, rival }: { rounds: number; rival: Rival }, part: Part): Promise<void> {
  const at = await settings();
  const web = await startPart("web", at);
  await fetchPage(at.BASE_URL, "/");
  const idle = memoryOf(web.pid);
  const cookie = await signIn(at.BASE_URL, stage.members[0]!);
  const wanted: Page[] = [
    { name: "Home", path: "/" },
    { name: "Open guidance page", path: "/guidance/complaints" },
    { name: "Category, first page", path: "/forum/volume" },
    { name: "Topic of 20 posts, signed out", path: stage.topic },
    { name: "The same, made anew", path: `${stage.topic}?anew` },
    { name: "Topic of 20 posts, signed in", path: stage.topic, cookie },
  ];
  const statements = await recordAll(stage, wanted);
  const floors = { bytes: await startFloor("bytes"), statements: await startFloor("statements") };
  const bare = memoryOf(floors.bytes.pid);
  for (const pid of rival.pids) pin(pid, "measured");
  const run = { stage, web, baseUrl: at.BASE_URL, floors, rounds, rival };
  await underLoad([web.pid], at.BASE_URL + stage.topic, SECONDS.warmingFirst);
  for (const [index, page] of wanted.entries()) await part(page.name, () => measurePage(run, page, statements[index]!));
  await part("Memory of the pages", async () => ({
    memory: memoriesOf([
      { name: "web server", idle, after: memoryOf(web.pid) },
      { name: "bare Node server", idle: bare, after: memoryOf(floors.bytes.pid) },
    ]),
  }));
  await Promise.all([web.stop(), floors.bytes.stop(), floors.statements.stop()]);
}

type Page = { name: string; path: string; cookie?: string };
type Run = { stage: Stage; web: Program; baseUrl: string; floors: { bytes: Floor; statements: Floor }; rounds: number; rival: Rival };

async function measurePage({ stage, web, baseUrl, floors, rounds, rival }: Run, page: Page, statements: Statement[]): Promise<Measured> {
  const { path, cookie } = page;
  const packed = await fetchPage(baseUrl, path, { cookie });
  const plain = await fetchPage(baseUrl, path, { cookie, encodings: "identity" });
  const encoding = packed.headers["content-encoding"];
  const port = await floors.bytes.ask<number>({
    body: packed.body.toString("base64"),
    headers: { "content-type": "text/html; charset=utf-8", ...(encoding ? { "content-encoding": encoding } : {}) },
  });
  const askOurs = (seconds: number) => underLoad([web.pid, stage.postmaster], baseUrl + path, seconds, cookie);
  const order = { statements, atOnce: AT_ONCE, seconds: SECONDS.statements };
  await askOurs(SECONDS.warming);
  const rows = await takeTurns(
    [
      { name: "our server", isOurs: true, turn: () => askOurs(SECONDS.ours) },
      { name: `its ${statements.length} statements alone`, turn: () => repeated(floors.statements, [stage.postmaster], order) },
      { name: "bare Node, same bytes", turn: () => underLoad([floors.bytes.pid], `http://127.0.0.1:${port}/`, SECONDS.bytes) },
      ...rival.urls.map((url) => ({ name: url, turn: () => underLoad(rival.pids, url, SECONDS.ours) })),
    ],
    rounds,
  );
  return { rows, unit: "page", bytes: { sent: packed.body.length, plain: plain.body.length } };
}

/** What each page asks the database, from a second server that has answered it before. */
async function recordAll(stage: Stage, pages: readonly Page[]): Promise<Statement[][]> {
  const recorder = await recordStatements(stage.databaseUrl);
  const at = await settings();
  const web = await startPart("web", { ...at, DATABASE_URL: recorder.url });
  const recorded: Statement[][] = [];
  for (const { path, cookie } of pages) {
    const visit = () => fetchPage(at.BASE_URL, path, { cookie });
    await visit();
    recorded.push(await recorder.during(visit));
  }
  await web.stop();
  recorder.close();
  return recorded;
}
