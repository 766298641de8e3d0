import { createServer } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { database } from "~/lib/db.server";
import { env } from "~/lib/env.server";
import { logger } from "~/lib/logger.server";
import { buildWebApp, type RenderProblem } from "./web-app.server";

/** Listens until closed. Closing answers what has begun and takes nothing new. */
export async function listen(build: ServerBuild, renderProblem: RenderProblem): Promise<{ close: () => Promise<void> }> {
  const { host, port } = env();
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000, maxHeaderSize: 16_384 }, buildWebApp(build, renderProblem));
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  logger.info({ event: "listening", port });
  return {
    close: async () => {
      const answered = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await answered;
      await database().close();
    },
  };
}
