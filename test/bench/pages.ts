import { recordStatements, type Statement } from "../support/record-statements";
import { AT_ONCE, repeated, underLoad, WARMING } from "./load";
import type { Measured, Part } from "./print";
import { type Floor, type Program, pin, startFloor, startPart } from "./programs";
import { takeTurns } from "./rounds";
import { type Stage, settings } from "./stage";
import { memoriesOf, memoryOf } from "./usage";
import { fetchPage, signIn } from "./visits";

const SECONDS = { warmingFirst: 6, ours: 3, statements: 2, bytes: 1.5 };

/** Pages of another forum, and the processes that make them. */
export type Rival = { urls: readonly string[]; pids: readonly number[] };

/** As much of a stage as pages need. */
type PageStage = Pick<Stage, "connection" | "postmaster" | "databaseUrl" | "topic" | "author" | "members">;
type Page = { name: string; path: string; cookie?: string; isCounted?: true; opened?: number };
type Asked = { rounds: number; rival: Rival; pages: (stage: PageStage, cookie: string) => Page[] };

/** Pages that ask for what came since, so many at once, each once in so many seconds. */
const OPEN_PAGES = 2000;
const ASKED_EVERY = 120;

/** What grows with the forum where it is not bounded. */
export const GROWING_PAGES: Asked["pages"] = ({ author }, cookie) => [
  { name: "Latest topics, signed in", path: "/forum", cookie },
  { name: "A search, signed in", path: "/search?q=practice+manager", cookie, isCounted: true },
  { name: "A member’s page", path: `/members/${author}`, cookie },
];

export const PAGES: Asked["pages"] = (stage, cookie) => [
  { name: "Home", path: "/" },
  { name: "Open guidance page", path: "/guidance/complaints" },
  { name: "Category, first page", path: "/forum/volume" },
  { name: "Topic of 20 posts, signed out", path: stage.topic },
  { name: "The same, made anew", path: `${stage.topic}?anew` },
  { name: "Topic of 20 posts, signed in", path: stage.topic, cookie },
  ...GROWING_PAGES(stage, cookie),
  {
    name: "The line “new replies” of an open topic",
    path: `${topicAddress(stage.topic)}/posts/20/new-replies`,
    cookie,
    opened: OPEN_PAGES,
  },
];

/** Without the words behind its code. */
const topicAddress = (path: string) => path.replace(/^(\/forum\/topics\/[a-z0-9]{10}).*$/, "$1");

/**
 * Pages from the built server, beside a bare server that sends the same bytes, the page's statements without a server, and pages of a
 * rival: each a part of the run.
 */
export async function eachPage(stage: PageStage, { rounds, rival, pages }: Asked, part: Part): Promise<void> {
  const at = await settings();
  const web = await startPart("web", at);
  await fetchPage(at.BASE_URL, "/");
  const idle = memoryOf(web.pid);
  const cookie = await signIn(at.BASE_URL, stage.members[0]!);
  const wanted = pages(stage, cookie);
  const statements = await recordAll(stage, wanted);
  const floors = { bytes: await startFloor("bytes"), statements: await startFloor("statements") };
  const bare = memoryOf(floors.bytes.pid);
  for (const pid of rival.pids) pin(pid, "measured");
  const run = { stage, web, baseUrl: at.BASE_URL, floors, rounds, rival };
  await underLoad([web.pid], at.BASE_URL + stage.topic, { seconds: SECONDS.warmingFirst });
  for (const [index, page] of wanted.entries()) await part(page.name, () => measurePage(run, page, statements[index]!));
  await part("Memory of the pages", async () => ({
    memory: memoriesOf([
      { name: "web server", idle, after: memoryOf(web.pid) },
      { name: "bare Node server", idle: bare, after: memoryOf(floors.bytes.pid) },
    ]),
  }));
  await Promise.all([web.stop(), floors.bytes.stop(), floors.statements.stop()]);
}

type Run = { stage: PageStage; web: Program; baseUrl: string; floors: { bytes: Floor; statements: Floor }; rounds: number; rival: Rival };

async function measurePage({ stage, web, baseUrl, floors, rounds, rival }: Run, page: Page, statements: Statement[]): Promise<Measured> {
  const { path, cookie } = page;
  const packed = await fetchPage(baseUrl, path, { cookie });
  const plain = await fetchPage(baseUrl, path, { cookie, encodings: "identity" });
  const encoding = packed.headers["content-encoding"];
  const port = await floors.bytes.ask<number>({
    body: packed.body.toString("base64"),
    headers: { "content-type": "text/html; charset=utf-8", ...(encoding ? { "content-encoding": encoding } : {}) },
  });
  const askOurs = async (length: Parameters<typeof underLoad>[2]) => {
    // what one person may ask for in a minute is no measure of what it takes
    const forget = page.isCounted && setInterval(() => void stage.connection.sql`delete from rate_limits`.catch(() => {}), 50);
    try {
      return await underLoad([web.pid, stage.postmaster], baseUrl + path, length, cookie);
    } finally {
      if (forget) clearInterval(forget);
    }
  };
  const order = { statements, atOnce: AT_ONCE, seconds: SECONDS.statements };
  await askOurs({ pages: WARMING });
  await repeated(floors.statements, [], { ...order, seconds: 0, least: WARMING });
  const rows = await takeTurns(
    [
      { name: "our server", isOurs: true, turn: () => askOurs({ seconds: SECONDS.ours }) },
      { name: `its ${statements.length} statements alone`, turn: () => repeated(floors.statements, [stage.postmaster], order) },
      { name: "bare Node, same bytes", turn: () => underLoad([floors.bytes.pid], `http://127.0.0.1:${port}/`, { seconds: SECONDS.bytes }) },
      ...rival.urls.map((url) => ({ name: url, turn: () => underLoad(rival.pids, url, { seconds: SECONDS.ours }) })),
    ],
    rounds,
  );
  const took = rows[0]!.cpuMs?.median;
  const share = page.opened && took ? ((page.opened / ASKED_EVERY) * took) / 1000 : null;
  const note = share === null ? undefined : `${page.opened} open pages take ${(share * 100).toFixed(1)} % of a core`;
  return { rows, unit: "page", bytes: { sent: packed.body.length, plain: plain.body.length }, note };
}

/** What each page asks the database, from a second server that has answered it before. */
async function recordAll(stage: PageStage, pages: readonly Page[]): Promise<Statement[][]> {
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
