import type postgres from "postgres";
import { linksIn, templateOf } from "./crawl";
import type { Browser } from "./http";
import type { Recorder, Statement } from "./record-statements";

/**
 * What a page took of the database: how many questions it asked, `blocks` of 8 kB, the dearest statement of them, and the tables that were
 * read from end to end. `unnamed`: queries within it that do not say whose their column is.
 */
export type Cost = {
  path: string;
  status: number;
  statements: number;
  blocks: number;
  dearest: string;
  scanned: string[];
  unnamed: string[];
};

export type Viewer = { who: string; browser: Browser; paths: readonly string[] };

/**
 * Opens every kind of page that viewers come to by links, from `paths` on, and asks the database what each statement of it costs.
 * @param db the database that the site reads, past the recorder, as its role
 * @param ofAKind how many pages of a kind each viewer opens: the first may be the empty one
 * @returns by viewer and kind of page, the names of what stands behind `?` included: the dearest of each
 */
export async function costOfPages(
  viewers: readonly Viewer[],
  recorder: Recorder,
  db: postgres.Sql,
  ofAKind: number,
): Promise<Map<string, Cost>> {
  const costs = new Map<string, Cost>();
  for (const { who, browser, paths } of viewers) {
    const waiting = [...paths];
    const met = new Map<string, Set<string>>();
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      const kind = kindOf(path);
      const ofKind = met.get(kind) ?? new Set();
      if (ofKind.has(path) || (ofKind.size >= ofAKind && !paths.includes(path))) continue;
      met.set(kind, ofKind.add(path));
      const { html, status, statements } = await open(browser, path, recorder);
      waiting.push(...linksIn(html));
      // what took too long for the site takes too long here
      const cost = { ...(await costOf(path, status < 500 ? statements : [], db)), status };
      const key = `${who}: ${paths.includes(path) ? path : kind}`;
      if (status >= 500 || cost.blocks >= (costs.get(key)?.blocks ?? 0)) costs.set(key, cost);
    }
  }
  return costs;
}

export function kindOf(path: string): string {
  const { searchParams } = new URL(path, "http://localhost");
  const names = [...new Set(searchParams.keys())].sort();
  return [templateOf(path), ...(names.length > 0 ? [`?${names.join("&")}`] : [])].join("");
}

/** Through the question that stands before a member's record, too. */
async function open(
  browser: Browser,
  path: string,
  recorder: Recorder,
): Promise<{ html: string; status: number; statements: Statement[] }> {
  let html = "";
  let status = 0;
  const ask = async () => {
    const answer = await browser.get(path);
    ({ html, status } = answer);
    return answer.location ?? "";
  };
  let leadsTo = "";
  let statements = await recorder.during(async () => (leadsTo = await ask()));
  if (/\/admin\/members\/[^/]+\/open/.test(leadsTo)) {
    await browser.post(leadsTo, { purpose: "support", next: path });
    statements = await recorder.during(ask);
  }
  return { html, status, statements };
}

/**
 * drizzle leaves the table out of what is selected from one table: within a query of its own there, a column may be another table's. A
 * fragment within the fragment keeps it (`isGrantOf`).
 */
const UNNAMED = /\(select (?:(?!\bfrom\b)[^()])*from "\w+" where \(?"\w+" [=<>in]+ .{0,40}/g;

async function costOf(path: string, statements: readonly Statement[], db: postgres.Sql): Promise<Omit<Cost, "status">> {
  const cost: Omit<Cost, "status"> = { path, statements: 0, blocks: 0, dearest: "", scanned: [], unnamed: [] };
  let most = 0;
  for (const statement of statements) {
    if (!/^[\s(]*(select|with|insert|update|delete)\b/i.test(statement.text)) continue;
    // what a page writes down, it writes once: that a topic was read
    if (/^[\s(]*(select|with)\b/i.test(statement.text)) cost.statements++;
    cost.unnamed.push(...(statement.text.match(UNNAMED) ?? []));
    const plan = await explain(statement, db);
    const blocks = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
    cost.blocks += blocks;
    cost.scanned.push(...scannedIn(plan));
    if (blocks > most) [most, cost.dearest] = [blocks, statement.text];
  }
  return cost;
}

type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Loops": number;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: Plan[];
};

/** Carried out, and undone: what a page writes down costs too. */
async function explain({ text, values }: Statement, db: postgres.Sql): Promise<Plan> {
  let plan: Plan | undefined;
  await db
    .begin(async (transaction) => {
      const [row] = await transaction.unsafe(`explain (analyze, buffers, timing off, format json) ${text}`, values);
      plan = row!["QUERY PLAN"][0].Plan;
      throw new Undone();
    })
    .catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
  return plan!;
}

class Undone extends Error {}

function scannedIn(plan: Plan): string[] {
  const own = plan["Node Type"] === "Seq Scan" && plan["Actual Loops"] > 0 ? [plan["Relation Name"]!] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scannedIn)];
}
