import { Worker } from "bullmq";
import { startWorker } from "#jobs/worker";
import { serve } from "../../bin/serve.js";

// the queue's loop ends by itself, as no fault from outside makes it
Worker.prototype.run = async () => {};

/** A worker process whose loop ends at once, served as `bin/worker.ts` serves it. */
void serve(startWorker);
