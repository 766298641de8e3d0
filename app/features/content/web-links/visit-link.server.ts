import { eq, sql } from "drizzle-orm";
import { contentLinkSites, type LINK_OUTCOMES } from "#db/schema/content/web-links";
import type { Ctx } from "~/lib/ctx";
import { DAY, later } from "~/lib/dates";
import { askWeb, isWebAddress, type Web, type WebAnswer, type WebFailure } from "./ask-web.server";
import { robotsAllow } from "./robots";

export type LinkOutcome = (typeof LINK_OUTCOMES)[number];

/** What we are called, in robots.txt and in what we send. */
export const OUR_NAME = "PracticeNetworkLinks";

const MOST_REDIRECTS = 3;
const MOST_ROBOTS = 100_000;
/** Seconds between two questions to one site, and where it said that it has too much to do. */
const PAUSE = 1;
const LONG_PAUSE = 600;
/** Milliseconds that somebody waits for their turn. */
const LONGEST_WAIT = 3000;

/** Another worker asks this site, or it is to be left alone for now. */
export type Visit = LinkOutcome | "later";

/** Asks an address as a polite program does, and says what is there. What it leads on to is judged and asked in the same way. */
export async function visitLink(ctx: Ctx, web: Web, address: string): Promise<Visit> {
  let at = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const answer = await askPolitely(ctx, web, at);
    if (typeof answer === "string") return answer;
    if (answer.status < 300 || answer.status >= 400 || !answer.location) return outcomeOf(answer.status);
    if (!URL.canParse(answer.location, at)) return "astray";
    at = new URL(answer.location, at).href;
  }
  return "astray";
}

type Answer = Exclude<WebAnswer, { failure: WebFailure }>;

async function askPolitely(ctx: Ctx, web: Web, address: string): Promise<Answer | Visit> {
  if (!isWebAddress(address)) return "odd";
  const { origin, pathname, search } = new URL(address);
  const robots = await robotsOf(ctx, web, origin);
  if (typeof robots !== "object") return robots;
  if (!robotsAllow(robots.text, OUR_NAME, pathname + search)) return "not-asked";
  for (const method of ["HEAD", "GET"] as const) {
    if (!(await takeTurn(ctx, web, origin))) return "later";
    const answer = await askWeb(web, address, { method });
    if ("failure" in answer) return answer.failure;
    if (answer.status === 429 || answer.status === 503) await rest(ctx, origin);
    // some answer the short question otherwise than the whole one
    if (answer.status < 400 || method === "GET" || answer.status === 429) return answer;
  }
  return "later";
}

function outcomeOf(status: number): LinkOutcome {
  if (status === 404 || status === 410) return "missing";
  if (status >= 500) return "trouble";
  return status >= 400 ? "closed" : "fine";
}

/** What a site's robots.txt says, read once a day. Where there is none everything may be asked; where the site has trouble, nothing. */
async function robotsOf(ctx: Ctx, web: Web, origin: string): Promise<{ text: string } | Visit> {
  const [known] = await ctx.db.select().from(contentLinkSites).where(eq(contentLinkSites.origin, origin));
  if (known?.robots != null && known.robotsAt! > later(ctx.now, -DAY)) return { text: known.robots };
  let at = `${origin}/robots.txt`;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    if (!isWebAddress(at)) return "odd";
    if (!(await takeTurn(ctx, web, new URL(at).origin))) return "later";
    const answer = await askWeb(web, at, { method: "GET", most: MOST_ROBOTS });
    if ("failure" in answer) return answer.failure;
    const { status, location, text } = answer;
    if (status >= 500 || status === 429) {
      await rest(ctx, origin);
      return "trouble";
    }
    if (status >= 300 && status < 400 && location && URL.canParse(location, at)) at = new URL(location, at).href;
    else return keepRobots(ctx, origin, status < 300 ? text.replaceAll("\0", "") : "");
  }
  return keepRobots(ctx, origin, "");
}

async function keepRobots(ctx: Ctx, origin: string, text: string): Promise<{ text: string }> {
  await ctx.db.update(contentLinkSites).set({ robots: text, robotsAt: ctx.now }).where(eq(contentLinkSites.origin, origin));
  return { text };
}

/** One question a second to one site, however many workers there are: each takes the next moment, and waits for it. False: too long. */
async function takeTurn(ctx: Ctx, web: Web, origin: string): Promise<boolean> {
  await ctx.db.insert(contentLinkSites).values({ origin, nextAt: sql`now()` }).onConflictDoNothing();
  const { nextAt } = contentLinkSites;
  const [turn] = await ctx.db
    .update(contentLinkSites)
    .set({ nextAt: sql`greatest(${nextAt}, clock_timestamp()) + make_interval(secs => ${PAUSE})` })
    .where(sql`${contentLinkSites.origin} = ${origin} and ${nextAt} < clock_timestamp() + make_interval(secs => ${LONGEST_WAIT / 1000})`)
    .returning({ wait: sql<number>`extract(epoch from next_at - clock_timestamp())::float8 - ${PAUSE}` });
  if (!turn || web.stopping?.aborted) return false;
  if (turn.wait > 0) await new Promise((done) => setTimeout(done, turn.wait * 1000));
  return !web.stopping?.aborted;
}

const rest = (ctx: Ctx, origin: string) =>
  ctx.db
    .update(contentLinkSites)
    .set({ nextAt: sql`clock_timestamp() + make_interval(secs => ${LONG_PAUSE})` })
    .where(eq(contentLinkSites.origin, origin));
