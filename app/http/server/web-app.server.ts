import type { ServerBuild } from "@remix-run/node";
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from "express";
import sirv from "sirv";
import { limitPosts } from "~/http/forms/limit-posts.server";
import { readBodies } from "~/http/forms/sent-form.server";
import { keepPages } from "~/http/kept-pages/kept-pages.server";
import { openExchange } from "~/http/open-exchange.server";
import { env } from "~/lib/env.server";
import { logger } from "~/lib/logger.server";
import { checkOrigin } from "./cross-site.server";
import { shutDoors } from "./doors.server";
import { framework } from "./framework.server";
import { readiness } from "./health.server";
import { checkHost, dropForwarded } from "./host-check.server";
import { securityHeaders } from "./security-headers.server";

export type RenderProblem = (status: number, reason?: string) => string;

/** The way of a request, in order. Each step either refuses or passes on. */
export function buildWebApp(build: ServerBuild, renderProblem: RenderProblem): Express {
  const refuse = (response: Response, status: number) => {
    response.status(status).type("html").set("Cache-Control", "no-store").send(renderProblem(status));
  };
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", env().trustProxy);
  app.set("query parser", false);

  app.use(openExchange());
  app.use(securityHeaders());
  app.use(dropForwarded());
  app.get("/healthz", (_request, response) => void response.set("Cache-Control", "no-store").json({ alive: true }));
  app.get("/readyz", async (_request, response) => {
    const { status, body } = await readiness();
    response.status(status).set("Cache-Control", "no-store").json(body);
  });
  app.use(checkHost(refuse));
  app.use(shutDoors(refuse));
  // made at build time: a name with a hash never changes its content
  app.use("/assets", staticFiles("build/client/assets", "public, max-age=31536000, immutable"));
  app.use(staticFiles("build/client", "public, max-age=3600"));
  app.use(checkOrigin(refuse));
  app.use(readBodies(refuse));
  app.use(limitPosts(refuse));
  app.use(keepPages(build));
  app.use(framework(build, renderProblem));
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    logger.error({ event: "broken", err: error });
    if (response.headersSent) return next(error);
    refuse(response, 500);
  });
  return app;
}

/** Names of files, none of them hidden; pages have none and are not looked for on the disk. */
const FILE = /^\/[\w-][\w.-]*\.[a-z0-9]+$/i;

/**
 * Files of one folder. Each is looked for when it is asked for: with a list from the start, a build that is replaced underneath
 * would end the process at the first file that has gone.
 */
function staticFiles(folder: string, caching: string): RequestHandler {
  const serve = sirv(folder, {
    dev: true,
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      response.setHeader("Cache-Control", caching);
      // the one type that it does not know
      if (path.endsWith(".ico")) response.setHeader("Content-Type", "image/x-icon");
    },
  });
  return (request, response, next) => (FILE.test(request.path) ? serve(request, response, next) : next());
}
