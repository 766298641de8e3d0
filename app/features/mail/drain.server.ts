import { uuidv7 } from "uuidv7";
import type { Ctx } from "~/lib/ctx";
import { logger } from "~/lib/logger.server";
import { claimMessages, type Lease, type LeasedMessage } from "./claim.server";
import { fillMailing } from "./fill-mailing.server";
import { hasDueMail, pauseForRelay, resumeAfterRelay, settleMailings } from "./mailing-states.server";
import type { PostOffice } from "./post-office.server";
import { type Prepared, prepareCopy } from "./prepare-copy.server";
import { type RelayTrouble, readOutcome } from "./smtp-outcome.policy";
import { commitWave, type Ended, endLeased, recoverLeases, releaseLeased, renewLeases } from "./wave.server";

/** Leased ahead: enough that no connection waits, so few that whoever leaves or stops a mailing is heard within seconds. */
const WAVES_AHEAD = 4;
/** Milliseconds between two looks at what else is to do while mail is being sent. */
const LOOK_AROUND = 1000;

/** Sends what is due, and returns when nothing is. Called while it runs, it only makes sure that it looks again. */
export async function drainMail(ctx: Ctx, post: PostOffice): Promise<void> {
  post.isRung = true;
  post.draining ??= drainWhileRung(ctx, post).finally(() => {
    post.draining = null;
  });
  await post.draining;
}

async function drainWhileRung(ctx: Ctx, post: PostOffice): Promise<void> {
  while (post.isRung && !post.isClosing) {
    post.isRung = false;
    await drainOnce({ ...ctx, now: post.clock() }, post);
  }
}

async function drainOnce(ctx: Ctx, post: PostOffice): Promise<void> {
  await recoverLeases(ctx);
  // One chunk, then single mails, then the next.
  if (await fillMailing(ctx)) post.isRung = true;
  if (!post.relay.isPaused() && (await hasDueMail(ctx))) await sendThroughRelay(ctx, post);
  await settleMailings(ctx);
}

async function sendThroughRelay(ctx: Ctx, post: PostOffice): Promise<void> {
  const trouble = await post.relay.probe();
  if (trouble) return waitForRelay(ctx, post, trouble);
  await resumeAfterRelay(ctx);
  await sendDue(ctx, post);
}

async function waitForRelay(ctx: Ctx, post: PostOffice, trouble: RelayTrouble): Promise<void> {
  post.relay.pause();
  logger.warn({ trouble }, "the mail relay takes no mail");
  await pauseForRelay(ctx, trouble);
}

type Flight = { prepared: Prepared; until: number };

/**
 * The send loop. One commit records what returned and marks what leaves next; a connection whose message has not been recorded carries no other.
 * So at any moment at most as many messages as connections can be lost from sight.
 */
async function sendDue(ctx: Ctx, post: PostOffice): Promise<void> {
  const lease: Lease = { owner: uuidv7(), seconds: post.leaseSeconds };
  const ready: Prepared[] = [];
  const flying = new Map<string, Flight>();
  const ended: Ended[] = [];
  const signal = makeSignal();
  let claiming: Promise<void> | null = null;
  let isDry = false;
  let trouble: RelayTrouble | null = null;
  let losses = 0;
  let isFilling = post.isRung;
  let lookedAt = performance.now();

  const mayBegin = () => !trouble && !post.isClosing;
  const leaseEnd = () => performance.now() + lease.seconds * 1000;

  /** Leases and prepares ahead, while connections are busy. */
  async function claimAhead(): Promise<void> {
    const claim = await claimMessages(ctx, lease, post.relay.connections * WAVES_AHEAD);
    for (const message of claim.leased) {
      const prepared = await prepare(ctx, post, lease, message);
      if (prepared) ready.push(prepared);
    }
    isDry = claim.looked === 0;
  }

  function launch(prepared: Prepared): void {
    const flight = { prepared, until: leaseEnd() };
    const { message, from, write } = prepared;
    flying.set(message.id, flight);
    sendOne(ctx, post, message, from, write, () => mayBegin() && performance.now() < flight.until).then((end) => {
      ended.push(end);
      signal.ring();
    });
  }

  async function lookAround(): Promise<void> {
    lookedAt = performance.now();
    const until = leaseEnd();
    await renewLeases(ctx, lease);
    for (const flight of flying.values()) flight.until = until;
    await recoverLeases(ctx);
    isFilling = await fillMailing(ctx);
    await settleMailings(ctx);
    isDry = false;
  }

  for (;;) {
    const done = ended.splice(0);
    for (const { message, outcome } of done) {
      flying.delete(message.id);
      losses = outcome.relay === "disconnecting" ? losses + 1 : outcome.state === "accepted" ? 0 : losses;
      if (outcome.relay && (outcome.relay !== "disconnecting" || losses > post.relay.connections)) trouble = outcome.relay;
    }
    const leaving = mayBegin() ? ready.splice(0, Math.max(0, post.relay.connections - flying.size)) : [];
    if (done.length > 0 || leaving.length > 0) {
      const ours = await commitWave(
        ctx,
        lease,
        done,
        leaving.map(({ message }) => message),
      );
      for (const prepared of leaving.filter(({ message }) => ours.has(message.id))) launch(prepared);
      await releaseLeased(
        ctx,
        lease,
        leaving.flatMap(({ message }) => (ours.has(message.id) ? [] : [message])),
      );
    }
    if (mayBegin() && !claiming && !isDry && ready.length < post.relay.connections)
      claiming = claimAhead().finally(() => {
        claiming = null;
        signal.ring();
      });
    if (post.isRung) {
      post.isRung = false;
      isDry = false;
      continue;
    }
    const isIdle = flying.size === 0 && ended.length === 0 && !claiming;
    if (isIdle && (!mayBegin() || (isDry && ready.length === 0))) break;
    if (performance.now() - lookedAt > LOOK_AROUND) await lookAround();
    else if (
      ended.length === 0 &&
      (claiming || flying.size > 0) &&
      (ready.length === 0 || flying.size >= post.relay.connections || !mayBegin())
    )
      await signal.wait(LOOK_AROUND);
  }
  await releaseLeased(
    ctx,
    lease,
    ready.map(({ message }) => message),
  );
  if (trouble) await waitForRelay(ctx, post, trouble);
  if (isFilling) post.isRung = true;
}

const messagesOf = (prepared: Prepared[]) => prepared.map(({ message }) => message);

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

/** A message that cannot be built fails alone. */
async function prepare(ctx: Ctx, post: PostOffice, lease: Lease, message: LeasedMessage): Promise<Prepared | null> {
  try {
    const prepared = await prepareCopy(ctx, post, message);
    if (!("skip" in prepared)) return prepared;
    await endLeased(ctx, lease, message.id, "skipped", prepared.skip);
  } catch (error) {
    logger.error({ err: error, message: message.id, kind: message.kind }, "a mail could not be built");
    await endLeased(ctx, lease, message.id, "failed", "build-failed");
  }
  return null;
}

async function sendOne(
  ctx: Ctx,
  post: PostOffice,
  message: LeasedMessage,
  from: string,
  write: Prepared["write"],
  mayBegin: () => boolean,
): Promise<Ended> {
  try {
    const result = await post.relay.send({ from, to: message.toEmail, raw: write(post.clock()), mayBegin });
    return { message, outcome: readOutcome(result, message.class) };
  } catch (error) {
    logger.error({ err: error, message: message.id, kind: message.kind, requestId: ctx.requestId }, "a mail could not be written");
    return { message, outcome: { state: "failed", reason: "build-failed", smtpCode: null, smtpStatus: null, queueId: null } };
  }
}

/** Wakes whoever waits, or the next one who does. */
function makeSignal(): { ring: () => void; wait: (milliseconds: number) => Promise<void> } {
  let isRung = false;
  let wakeUp: (() => void) | null = null;
  return {
    ring() {
      isRung = true;
      wakeUp?.();
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
      wakeUp = null;
    },
  };
}
