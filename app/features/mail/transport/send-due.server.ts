import { uuidv7 } from "uuidv7";
import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import { settleMailings } from "~/features/mail/mailings/mailing-states.server";
import type { PostOffice } from "~/features/mail/messages/post-office.server";
import { type Prepared, prepareCopy } from "~/features/mail/messages/prepare-copy.server";
import type { Ctx } from "~/lib/ctx";
import { isDatabaseDown } from "~/lib/errors";
import { logger } from "~/lib/logger.server";
import { claimMessages, type Lease, type LeasedMessage } from "./claim.server";
import { domainOf, type Rest } from "./domain-rests.server";
import { type RelayTrouble, readOutcome } from "./smtp-outcome.policy";
import { commitWave, type Ended, endLeased, putOffLeased, recoverLeases, releaseLeased, renewLeases } from "./wave.server";

/** Milliseconds between two looks at what else is to do while mail is being sent. */
const LOOK_AROUND = 1000;
/**
 * Leased ahead is what leaves in half a second: one statement then asks about many, and whoever leaves a list a second before their turn is heard.
 */
const SECONDS_AHEAD = 0.5;
const MOST_WAVES_AHEAD = 40;

type Loop = {
  ctx: Ctx;
  post: PostOffice;
  lease: Lease;
  /** Leased and built. */
  ready: Prepared[];
  /** Marked as sending and not recorded yet, each with the moment up to which it may begin. */
  flying: Map<string, { until: number }>;
  ended: Ended[];
  claiming: boolean;
  /** The last claim found nothing. */
  isDry: boolean;
  trouble: RelayTrouble | null;
  /** Connections lost in a row. */
  losses: number;
  /** Who heard of a limit, one after the other. */
  limited: Set<string>;
  /** Domains that have just begun to rest, each with the moment up to which claims may have leased for it before: that is given back. */
  resting: Map<string, number>;
  lookedAt: number;
  /** Messages that left since then, and how many left a second before. */
  left: number;
  pace: number;
  signal: ReturnType<typeof makeSignal>;
};

/**
 * Sends until nothing is due, or the relay takes no more; then gives what is wrong with it.
 * One commit records what returned and marks what leaves next, and a connection whose message has not been recorded carries no other:
 * at any moment at most as many messages as there are connections can be lost from sight.
 */
export async function sendDue(ctx: Ctx, post: PostOffice): Promise<RelayTrouble | null> {
  const loop: Loop = {
    ctx,
    post,
    lease: { owner: uuidv7(), seconds: post.leaseSeconds },
    ready: [],
    flying: new Map(),
    ended: [],
    claiming: false,
    isDry: false,
    trouble: null,
    losses: 0,
    limited: new Set(),
    resting: new Map(),
    lookedAt: performance.now(),
    left: 0,
    pace: 0,
    signal: makeSignal(),
  };
  while (!isOver(loop)) {
    await commit(loop);
    if (mayBegin(loop) && !loop.claiming && !loop.isDry && loop.ready.length <= ahead(loop) / 2) void claimAhead(loop);
    if (post.isRung) {
      post.isRung = false;
      loop.isDry = false;
    }
    if (performance.now() - loop.lookedAt > LOOK_AROUND) await lookAround(loop);
    else if (isWaiting(loop)) await loop.signal.wait(LOOK_AROUND);
  }
  await releaseLeased(ctx, loop.lease, messagesOf(loop.ready));
  return loop.trouble;
}

const mayBegin = (loop: Loop) => !loop.trouble && !loop.post.isClosing;
const freeConnections = (loop: Loop) => loop.post.relay.connections - loop.flying.size;
/** One wave at least. */
const ahead = ({ post, pace }: Loop) =>
  Math.ceil(post.relay.connections * Math.min(MOST_WAVES_AHEAD, Math.max(1, (pace * SECONDS_AHEAD) / post.relay.connections)));
const messagesOf = (prepared: Prepared[]) => prepared.map(({ message }) => message);

function isOver(loop: Loop): boolean {
  if (loop.flying.size > 0 || loop.claiming) return false;
  return !mayBegin(loop) || (loop.isDry && loop.ready.length === 0);
}

/** Nothing to do until a message returns, or the next ones are ready. */
function isWaiting(loop: Loop): boolean {
  if (loop.ended.length > 0) return false;
  const canLaunch = mayBegin(loop) && loop.ready.length > 0 && freeConnections(loop) > 0;
  return !canLaunch && (loop.claiming || loop.flying.size > 0);
}

/** Records what returned, marks what leaves next, and lets it leave. */
async function commit(loop: Loop): Promise<void> {
  const { ctx, lease, flying } = loop;
  const done = loop.ended.splice(0);
  const rests = done.flatMap((end) => learn(loop, end));
  const aside = loop.ready.filter(({ message }) => isAtRest(loop, message));
  if (aside.length > 0) loop.ready = loop.ready.filter((prepared) => !aside.includes(prepared));
  const room = freeConnections(loop) + done.length;
  const leaving = mayBegin(loop) ? loop.ready.splice(0, Math.max(0, room)) : [];
  if (done.length + leaving.length + aside.length === 0) return;

  const ours = await untilAnswered(lease, () => commitWave(ctx, lease, done, messagesOf(leaving), rests));
  for (const { message } of done) flying.delete(message.id);
  for (const prepared of leaving) if (ours.has(prepared.message.id)) launch(loop, prepared);
  const kept = messagesOf(leaving).filter(({ id }) => !ours.has(id));
  await releaseLeased(ctx, lease, [...kept, ...messagesOf(aside)]);
  if (done.some(({ outcome }) => outcome.state === "pending" && !outcome.relay)) loop.isDry = false;
}

/** Milliseconds after which no claim is at work any more that began before a rest did; every rest is longer. */
const CLAIM_AT_MOST = 60_000;

/** A code, or an answer about somebody's rights, waits for no rest. */
function isAtRest({ resting }: Loop, { class: messageClass, toEmail }: LeasedMessage): boolean {
  return messageClass !== "rights" && messageClass !== "security" && (resting.get(domainOf(toEmail)) ?? 0) > performance.now();
}

/** Recipients in a row that hear of a limit before it is taken for more than theirs. */
const LIMITED_IN_A_ROW = 5;

/**
 * What one result says about the relay, or about a domain, which then rests. A lost connection can happen, and a limit can be one recipient's; several,
 * one after the other, mean that the relay is not well, or their domain where they share one.
 */
function learn(loop: Loop, { message, outcome }: Ended): Rest[] {
  if (outcome.state === "accepted") loop.losses = 0;
  if (outcome.relay === "disconnecting") loop.losses += 1;
  if (outcome.relay && (outcome.relay !== "disconnecting" || loop.losses > loop.post.relay.connections)) loop.trouble = outcome.relay;
  const domain = domainOf(message.toEmail);
  let rests = outcome.domain === true;
  if (outcome.limit) {
    loop.limited.add(message.toEmail);
    if (loop.limited.size < LIMITED_IN_A_ROW) return [];
    rests = outcome.limit === "throttled" && [...loop.limited].every((address) => domainOf(address) === domain);
    if (!rests) loop.trouble = outcome.limit;
  }
  if (outcome.state !== "pending") loop.limited.clear();
  if (!rests) return [];
  loop.resting.set(domain, performance.now() + CLAIM_AT_MOST);
  return [{ domain, smtpCode: outcome.smtpCode, smtpStatus: outcome.smtpStatus }];
}

function launch(loop: Loop, prepared: Prepared): void {
  const flight = { until: leaseEnd(loop) };
  loop.flying.set(prepared.message.id, flight);
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
    return { message, outcome: { state: "failed", reason: "build-failed", smtpCode: null, smtpStatus: null, queueId: null } };
  }
}

/** Leases and builds while connections are busy. */
async function claimAhead(loop: Loop): Promise<void> {
  const { ctx, lease } = loop;
  loop.claiming = true;
  let unbuilt: LeasedMessage[] = [];
  try {
    const claim = await claimMessages(ctx, lease, ahead(loop));
    for (unbuilt = claim.leased; unbuilt.length > 0; unbuilt = unbuilt.slice(1)) {
      const prepared = await prepare(loop, unbuilt[0]!);
      if (prepared) loop.ready.push(prepared);
      loop.signal.ring();
    }
    loop.isDry = claim.looked === 0;
  } catch (error) {
    logger.warn({ err: error }, "no mail could be claimed");
    loop.isDry = true;
    // where that fails too, their lease runs out
    await untilAnswered(lease, () => releaseLeased(ctx, lease, unbuilt)).catch(() => {});
  } finally {
    loop.claiming = false;
    loop.signal.ring();
  }
}

/** A message that cannot be built fails alone; where the database is away, that is no message's fault. */
async function prepare({ ctx, post, lease }: Loop, message: LeasedMessage): Promise<Prepared | null> {
  try {
    const prepared = await prepareCopy(ctx, post, message);
    if (prepared && !("skip" in prepared)) return prepared;
    if (!prepared) await putOffLeased(ctx, lease, message.id, "kind-unknown");
    else await endLeased(ctx, lease, message.id, "skipped", prepared.skip);
  } catch (error) {
    if (isDatabaseDown(error)) throw error;
    logger.error({ err: error, message: message.id, kind: message.kind }, "a mail could not be built");
    await endLeased(ctx, lease, message.id, "failed", "build-failed");
  }
  return null;
}

/** Keeps our leases, takes over dead ones, goes on filling, and ends what is done. */
async function lookAround(loop: Loop): Promise<void> {
  const { ctx, lease } = loop;
  const now = performance.now();
  loop.pace = (loop.left * 1000) / (now - loop.lookedAt);
  loop.left = 0;
  loop.lookedAt = now;
  const until = leaseEnd(loop);
  try {
    await renewLeases(ctx, lease);
    for (const flight of loop.flying.values()) flight.until = until;
    await recoverLeases(ctx);
    await fillMailing(ctx);
    await settleMailings(ctx);
    loop.isDry = false;
  } catch (error) {
    logger.warn({ err: error }, "the mail tables did not answer");
  }
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

/** Wakes whoever waits, or the next one who does. */
function makeSignal(): { ring: () => void; wait: (milliseconds: number) => Promise<void> } {
  let isRung = false;
  let wakeUp = () => {};
  return {
    ring() {
      isRung = true;
      wakeUp();
    },
    async wait(milliseconds) {
      if (!isRung)
        await new Promise<void>((done) => {
          const timer = setTimeout(done, milliseconds);
          wakeUp = () => {
            clearTimeout(timer);
            done();
          };
        });
      isRung = false;
      wakeUp = () => {};
    },
  };
}
