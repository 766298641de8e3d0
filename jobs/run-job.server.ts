import type { Ctx } from "~/lib/ctx";
import { logger } from "~/lib/logger.server";
import type { JobData } from "./backend.server";
import type { WakeUp } from "./definitions";
import { type Tools, WAKE_UP_HANDLERS } from "./handlers";
import { runFollowUp } from "./run-follow-up.server";

type Job = { name: string; data: JobData; attemptsMade: number; opts: { attempts?: number } };

/**
 * Does a job: the follow-up of a row, or a pass over a table. @throws whatever the work throws, and an Error for a name that nothing
 * here answers to: taken as done it would never be noticed
 */
export async function runJob(ctx: Ctx, job: Job, tools: Tools): Promise<void> {
  const began = performance.now();
  const line = { job: job.name, id: job.data.id, requestId: ctx.requestId };
  try {
    if (job.data.id) await runFollowUp(ctx, job.data.id, job.attemptsMade + 1 >= (job.opts.attempts ?? 1));
    else await passOver(ctx, job.name, tools);
    logger.debug({ ...line, ms: Math.round(performance.now() - began) }, "job done");
  } catch (error) {
    logger.error({ ...line, err: error, ms: Math.round(performance.now() - began) }, "job failed");
    throw error;
  }
}

async function passOver(ctx: Ctx, name: string, tools: Tools): Promise<void> {
  if (!Object.hasOwn(WAKE_UP_HANDLERS, name)) throw new Error(`nothing here answers to ${name}`);
  await WAKE_UP_HANDLERS[name as WakeUp](ctx, tools);
}
