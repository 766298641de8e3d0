import { recordStatements, type Statement } from "../support/record-statements";
import { AT_ONCE, repeated, underLoad } from "./load";
import { type Floor, type Program, startFloor, startPart } from "./programs";
import { type Row, takeTurns } from "./rounds";
import { type Stage, settings } from "./stage";
import { type Memory, memoryOf } from "./usage";
import { fetchPage, signIn } from "./visits";

const SECONDS = { warmingFirst: 6, warming: 1, ours: 3, statements: 2, bytes: 1.5 };

export type PageResult = { name: string; bytes: { sent: number; plain: number }; statements: number; rows: Row[] };

/** Pages from the built server, beside a bare server that sends the same bytes and the page's statements without a server. */
export async function measurePages(stage: Stage, rounds: number): Promise<{ pages: PageResult[]; memory: Memory[] }> {
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
  const run = { stage, web, baseUrl: at.BASE_URL, floors, rounds };
  const pages: PageResult[] = [];
  await underLoad([web.pid], at.BASE_URL + stage.topic, SECONDS.warmingFirst);
  for (const [index, page] of wanted.entries()) pages.push(await measurePage(run, page, statements[index]!));
  const memory = [
    { name: "web server", idle, after: memoryOf(web.pid) },
    { name: "bare Node server", idle: bare, after: memoryOf(floors.bytes.pid) },
  ];
  await Promise.all([web.stop(), floors.bytes.stop(), floors.statements.stop()]);
  return { pages, memory: memory.flatMap(({ name, idle, after }) => (idle && after ? [{ name, idle: idle.now, most: after.most }] : [])) };
}

type Page = { name: string; path: string; cookie?: string };
type Run = { stage: Stage; web: Program; baseUrl: string; floors: { bytes: Floor; statements: Floor }; rounds: number };

async function measurePage({ stage, web, baseUrl, floors, rounds }: Run, page: Page, statements: Statement[]): Promise<PageResult> {
  const { name, path, cookie } = page;
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
    ],
    rounds,
  );
  return { name, bytes: { sent: packed.body.length, plain: plain.body.length }, statements: statements.length, rows };
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
