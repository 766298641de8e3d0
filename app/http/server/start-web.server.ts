import { createServer } from "node:http";
import type { Duplex } from "node:stream";
import type { ServerBuild } from "@remix-run/node";
import { database } from "~/lib/db.server";
import { env } from "~/lib/env.server";
import { logger } from "~/lib/logger.server";
import { buildWebApp, type RenderProblem } from "./web-app.server";

const NO_REQUEST: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};
/** Milliseconds. */
const LINGER = 2000;

/** Listens until closed. Closing answers what has begun and takes nothing new. */
export async function listen(build: ServerBuild, renderProblem: RenderProblem): Promise<{ close: () => Promise<void> }> {
  const { host, port } = env();
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000, maxHeaderSize: 16_384 }, buildWebApp(build, renderProblem));
  server.on("clientError", refuse);
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

/** Answers what is no request, and goes on reading for a moment: who is cut off in the middle of sending never reads why. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) return;
  socket.end(`HTTP/1.1 ${NO_REQUEST[error.code ?? ""] ?? "400 Bad Request"}\r\nConnection: close\r\n\r\n`);
  setTimeout(() => socket.destroy(), LINGER).unref();
}
