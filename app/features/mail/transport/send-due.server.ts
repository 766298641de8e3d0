import { uuidv7 } from "uuidv7";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import { finishMailings, pauseUnbuilt } from "~/features/mail/mailings/mailing-states.server";
import type { PostOffice } from "~/features/mail/messages/post-office.server";
import { type Prepared, prepareCopy } from "~/features/mail/messages/prepare-copy.server";
import type { Ctx } from "~/lib/ctx";
import { isDatabaseDown } from "~/lib/errors";
import { logger } from "~/lib/logger.server";
import { makeSignal, type Signal } from "~/lib/signal";
import { type Backoff, doubted, isAtRest, isUrgent, newBackoff, noteGone, noteResult } from "./backoff.server";
import { commitBatch, type Ended, endLeased, putOffLeased, recoverLeases, releaseLeased, releaseOthers, renewLeases } from "./batch.server";
import { claimMessages, type Lease, type LeasedMessage } from "./claim.server";
import { type RelayTrouble, readOutcome } from "./smtp-outcome.policy";

/** Milliseconds between two times that leases are renewed and mailings kept up while mail is being sent. */
const UPKEEP_EVERY = 1000;
/**
 * Leased ahead is what leaves in half a second: one statement then asks about many, and whoever leaves
 * a list a second before their turn is heard.
 */
const SECONDS_AHEAD = 0.5;
const MOST_BATCHES_AHEAD = 40;
/**
 * Milliseconds. Where the relay becomes slower, what was leased ahead waits longer: after this it is given back, so that what may not
 * go any more, and what is in more of a hurry, is heard of before it leaves.
 */
const LONGEST_WAIT = 2000;
/** Milliseconds after which a code that no connection was free for gets one more of its own. */
const URGENT_WAIT = 500;
/** Milliseconds before that is tried again where the relay allowed no more. */
const ONE_MORE_EVERY = 60_000;

type Loop = {
  ctx: Ctx;
  post: PostOffice;
  lease: Lease;
  /** Leased, and not built yet. */
  unbuilt: LeasedMessage[];
  /** Leased and built, and when. */
  ready: (Prepared & { at: number })[];
  /** Marked as sending and not recorded yet, each with the moment up to which it may begin. */
  inFlight: Map<string, { until: number }>;
  ended: Ended[];
  claiming: boolean;
  filling: boolean;
  /** The moment from which one more connection than usual may be opened for what is urgent. */
  oneMoreFrom: number;
  /** The last claim found nothing. */
  nothingDue: boolean;
  backoff: Backoff;
  /** When the loop last did what is due each second. */
  upkeepAt: number;
  /** Messages that left since then. */
  left: number;
  /** Messages a second, before that. */
  rate: number;
  signal: Signal;
};

/**
 * Sends until nothing is due, or the relay takes no more; then gives what is wrong with it.
 * One commit records what returned and marks what leaves next, and a connection whose message has not been recorded carries no other:
 * at any moment at most as many of a list as there are connections can be lost from sight.
 */
export async function sendDue(ctx: Ctx, post: PostOffice): Promise<RelayTrouble | null> {
  const loop: Loop = {
    ctx,
    post,
    lease: { owner: uuidv7(), seconds: post.leaseSeconds },
    unbuilt: [],
    ready: [],
    inFlight: new Map(),
    ended: [],
    claiming: false,
    filling: false,
    oneMoreFrom: 0,
    nothingDue: false,
    backoff: newBackoff(),
    upkeepAt: performance.now(),
    left: 0,
    rate: 0,
    signal: makeSignal(),
  };
  while (!isOver(loop)) {
    await commitNext(loop);
    if (mayBegin(loop) && !loop.claiming && !loop.nothingDue && loop.ready.length <= ahead(loop) / 2) void claimAhead(loop);
    if (post.isRung) {
      post.isRung = false;
      loop.nothingDue = false;
    }
    if (performance.now() - loop.upkeepAt > UPKEEP_EVERY) await keepUp(loop);
    else if (isWaiting(loop)) await loop.signal.wait(UPKEEP_EVERY);
  }
  await releaseLeased(ctx, loop.lease, messagesOf(loop.ready));
  return loop.backoff.trouble;
}

const mayBegin = (loop: Loop) => !loop.backoff.trouble && !loop.post.isClosing;
const freeConnections = (loop: Loop) => loop.post.relay.connections - loop.inFlight.size;
/** One batch at least. */
const ahead = ({ post, rate }: Loop) =>
  Math.ceil(post.relay.connections * Math.min(MOST_BATCHES_AHEAD, Math.max(1, (rate * SECONDS_AHEAD) / post.relay.connections)));
const messagesOf = (prepared: Prepared[]) => prepared.map(({ message }) => message);
const heldBy = ({ unbuilt, ready, inFlight }: Loop) => [...inFlight.keys(), ...[...unbuilt, ...messagesOf(ready)].map(({ id }) => id)];

function isOver(loop: Loop): boolean {
  if (loop.inFlight.size > 0 || loop.claiming || loop.filling) return false;
  return !mayBegin(loop) || (loop.nothingDue && loop.ready.length === 0);
}

/** Nothing to do until a message returns, or the next ones are ready. */
function isWaiting(loop: Loop): boolean {
  if (loop.ended.length > 0) return false;
  const canBegin = mayBegin(loop) && loop.ready.length > 0 && freeConnections(loop) > 0;
  return !canBegin && (loop.claiming || loop.filling || loop.inFlight.size > 0);
}

/** Records what returned, marks what leaves next, and lets it leave. */
async function commitNext(loop: Loop): Promise<void> {
  const { ctx, post, lease, inFlight } = loop;
  const done = loop.ended.splice(0);
  const rests = done.flatMap((end) => noteResult(loop.backoff, end));
  for (const end of done) noteGone(post.gone, end);
  const free = freeConnections(loop) + done.length;
  const isOld = ({ at }: { at: number }) => performance.now() > at + LONGEST_WAIT;
  const aside = loop.ready.filter((prepared) => isAtRest(loop.backoff, prepared.message) || isOld(prepared));
  if (aside.length > 0) {
    loop.ready = loop.ready.filter((prepared) => !aside.includes(prepared));
    loop.nothingDue = false;
  }
  const leaving = mayBegin(loop) ? takeLeaving(loop, free) : [];
  if (done.length + leaving.length + aside.length === 0) return;

  const ours = await untilAnswered(lease, () => commitBatch(ctx, lease, done, messagesOf(leaving), rests, doubted(post.gone, done)));
  for (const { message } of done) inFlight.delete(message.id);
  for (const prepared of leaving) if (ours.has(prepared.message.id)) begin(loop, prepared);
  const kept = messagesOf(leaving).filter(({ id }) => !ours.has(id));
  await untilAnswered(lease, () => releaseLeased(ctx, lease, [...kept, ...messagesOf(aside)]));
  if (!done.some(({ outcome }) => outcome.state === "pending" && !outcome.relay)) return;
  loop.nothingDue = false;
  loop.oneMoreFrom = performance.now() + ONE_MORE_EVERY;
}

/** As many as connections are free; where all wait for answers, one code over one more: a server may take ten minutes after the dot. */
function takeLeaving(loop: Loop, free: number): Loop["ready"] {
  if (free !== 0) return loop.ready.splice(0, Math.max(0, free));
  const now = performance.now();
  const urgent = loop.ready.findIndex(({ message, at }) => isUrgent(message) && now > Math.max(at + URGENT_WAIT, loop.oneMoreFrom));
  return urgent < 0 ? [] : loop.ready.splice(urgent, 1);
}

function begin(loop: Loop, prepared: Prepared): void {
  const flight = { until: leaseEnd(loop) };
  loop.inFlight.set(prepared.message.id, flight);
  loop.left += 1;
  // A worker that was paused past its lease begins nothing that another one may have taken over.
  const stillOurs = () => mayBegin(loop) && performance.now() < flight.until;
  void sendOne(loop, prepared, stillOurs).then((end) => {
    loop.ended.push(end);
    loop.signal.ring();
  });
}

async function sendOne({ post }: Loop, { message, from, write }: Prepared, stillOurs: () => boolean): Promise<Ended> {
  try {
    const result = await post.relay.send({ from, to: message.toEmail, raw: write(post.clock()), mayBegin: stillOurs });
    return { message, outcome: readOutcome(result, message.class) };
  } catch (error) {
    logger.error({ err: error, message: message.id, kind: message.kind }, "a mail could not be written");
    // Its content was built before: what failed is our signature, which somebody can put right.
    return { message, outcome: { state: "pending", limit: "unsigned", reason: null, smtpCode: null, smtpStatus: null, queueId: null } };
  }
}

/** Leases and builds while connections are busy. */
async function claimAhead(loop: Loop): Promise<void> {
  const { ctx, post, lease } = loop;
  loop.claiming = true;
  try {
    const claim = await claimMessages(ctx, lease, ahead(loop), post.singlesOnly);
    for (loop.unbuilt = claim.leased; loop.unbuilt.length > 0; loop.unbuilt = loop.unbuilt.slice(1)) {
      const prepared = await prepare(loop, loop.unbuilt[0]!);
      if (prepared) loop.ready.push({ ...prepared, at: performance.now() });
      loop.signal.ring();
    }
    loop.nothingDue = claim.looked === 0;
  } catch (error) {
    logger.warn({ err: error }, "no mail could be claimed");
    loop.nothingDue = true;
    loop.unbuilt = [];
    // What was leased before it failed is known to nobody; where this fails too, its lease runs out.
    await untilAnswered(lease, () => releaseOthers(ctx, lease, heldBy(loop))).catch(() => {});
  } finally {
    loop.claiming = false;
    loop.signal.ring();
  }
}

/** A single message that cannot be built fails alone, a mailing pauses; where the database is away, that is no message's fault. */
async function prepare({ ctx, post, lease }: Loop, message: LeasedMessage): Promise<Prepared | null> {
  try {
    const prepared = await prepareCopy({ ...ctx, now: post.clock() }, post, message);
    if (prepared && !("skip" in prepared)) return prepared;
    if (!prepared) await putOffLeased(ctx, lease, message.id, "kind-unknown");
    else await endLeased(ctx, lease, message.id, "skipped", prepared.skip);
  } catch (error) {
    if (isDatabaseDown(error)) throw error;
    logger.error({ err: error, message: message.id, kind: message.kind }, "a mail could not be built");
    if (!message.mailingId) await endLeased(ctx, lease, message.id, "failed", "build-failed");
    else {
      await pauseUnbuilt(ctx, message.mailingId);
      await releaseLeased(ctx, lease, [message]);
    }
  }
  return null;
}

/** Keeps our leases, takes over dead ones, goes on filling, and ends what is done. */
async function keepUp(loop: Loop): Promise<void> {
  const { ctx, post, lease } = loop;
  const now = performance.now();
  loop.rate = (loop.left * 1000) / (now - loop.upkeepAt);
  loop.left = 0;
  loop.upkeepAt = now;
  const until = leaseEnd(loop);
  try {
    await renewLeases(ctx, lease, heldBy(loop));
    for (const flight of loop.inFlight.values()) flight.until = until;
    await recoverLeases(ctx);
    loop.nothingDue = false;
    if (post.singlesOnly) return;
    await finishMailings(ctx);
    if (!loop.filling && loop.inFlight.size > 0) void fillOn(loop);
  } catch (error) {
    logger.warn({ err: error }, "the mail tables did not answer");
  }
}

/** Lists more of who gets a mailing while what is listed leaves; what cannot be listed now is left to the drain, once nothing leaves. */
async function fillOn(loop: Loop): Promise<void> {
  loop.filling = true;
  const isListed = await fillMailing(loop.ctx).catch((err) => logger.warn({ err }, "a mailing could not be listed"));
  if (isListed) loop.nothingDue = false;
  loop.filling = false;
  loop.signal.ring();
}

const leaseEnd = ({ lease }: Loop) => performance.now() + lease.seconds * 1000;

/** The database may be restarting: what the relay answered is worth waiting for it, as long as the lease lives. */
async function untilAnswered<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + lease.seconds * 1000; ; ) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 500));
    }
  }
}
