import { startWorker } from "#jobs/worker";
import { env } from "~/lib/env.server";

/** A worker process of its own whose lease is short: `tsx test/support/impatient-worker.ts LEASE_SECONDS`. */
async function run(): Promise<void> {
  const { smtpUrl, smtpConnections } = env();
  const worker = await startWorker({
    leaseSeconds: Number(process.argv[2]),
    relay: { url: smtpUrl, connections: smtpConnections, timeouts: { firstPause: 200, longestPause: 500 } },
  });
  process.on("SIGTERM", () => void worker.close().then(() => process.exit(0)));
  process.on("disconnect", () => process.exit(0));
  process.send?.("ready");
}

void run();
