import { fillMailing } from "~/features/mail/mailings/fill-mailing.server";
import { finishMailings, hasDueMail, pauseForRelay, resumeAfterRelay } from "~/features/mail/mailings/mailing-states.server";
import type { PostOffice } from "~/features/mail/messages/post-office.server";
import type { Ctx } from "~/lib/ctx";
import { eachAlone } from "~/lib/each-alone";
import { logger } from "~/lib/logger.server";
import { recoverLeases } from "./batch.server";
import { noteRelay } from "./domain-rests.server";
import { sendDue } from "./send-due.server";
import type { RelayTrouble } from "./smtp-outcome.policy";

/**
 * Sends what is due, and returns when nothing is. Called while it runs, it makes sure that it looks again, and returns at once: whoever
 * waited would hold one of the worker's few slots for as long as a mailing takes.
 */
export async function drainMail(ctx: Ctx, post: PostOffice): Promise<void> {
  post.isRung = true;
  if (post.draining) return;
  post.draining = drainWhileRung(ctx, post).finally(() => {
    post.draining = null;
  });
  await post.draining;
}

const drainWhileRung = (ctx: Ctx, post: PostOffice) => eachAlone(rings(post), (now) => drainOnce({ ...ctx, now }, post));

function* rings(post: PostOffice): Generator<Date> {
  while (post.isRung && !post.isClosing) {
    post.isRung = false;
    yield post.clock();
  }
}

/** One step that fails holds up none behind it, and what is due waits for no list to be filled. @throws the first failure */
async function drainOnce(ctx: Ctx, post: PostOffice): Promise<void> {
  const steps = [() => recoverLeases(ctx), () => sendWhatIsDue(ctx, post), () => finishMailings(ctx), () => fillOn(ctx, post)];
  const ofSingles = [() => recoverLeases(ctx), () => sendWhatIsDue(ctx, post)];
  await eachAlone<() => Promise<unknown>>(post.singlesOnly ? ofSingles : steps, (step) => step());
}

async function sendWhatIsDue(ctx: Ctx, post: PostOffice): Promise<void> {
  if (!post.relay.isPaused() && (await hasDueMail(ctx))) await sendThroughRelay(ctx, post);
}

/** A long list is filled by one chunk after the other, with the mail that is due between them. */
async function fillOn(ctx: Ctx, post: PostOffice): Promise<void> {
  if (await fillMailing(ctx)) post.isRung = true;
}

async function sendThroughRelay(ctx: Ctx, post: PostOffice): Promise<void> {
  let trouble = await post.relay.probe();
  if (!trouble) {
    await noteRelay(ctx);
    await resumeAfterRelay(ctx);
    trouble = await sendDue(ctx, post);
  }
  if (trouble) await waitForRelay(ctx, post, trouble);
}

async function waitForRelay(ctx: Ctx, post: PostOffice, trouble: RelayTrouble): Promise<void> {
  const pause = post.relay.pause();
  logger.warn({ trouble }, "the mail relay takes no mail");
  await noteRelay(ctx, { trouble, pause });
  await pauseForRelay(ctx, trouble);
}
