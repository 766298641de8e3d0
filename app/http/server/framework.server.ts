import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { Request as HttpRequest, Response as HttpResponse, RequestHandler } from "express";
import { currentExchange, keepOut } from "~/http/exchange.server";
import type { EdgeProblem } from "~/http/problem";
import { moveKeptForms } from "~/http/shell.server";
import { endOfDay, londonDate } from "~/lib/dates";
import { env } from "~/lib/env.server";
import { NotFoundError } from "~/lib/errors";
import { narrowRoutes } from "./narrow-routes.server";
import { sendBody } from "./send-body.server";
import type { RenderProblem } from "./web-app.server";

/** Of a page that is for everybody, as it is at this moment. */
const OPEN = "private, no-cache";

/**
 * Hands a request to the framework and its answer back. The address is built from the configured origin, never from what the request says.
 */
export function framework(build: ServerBuild, renderProblem: RenderProblem): RequestHandler {
  const handlerFor = narrowRoutes(build, (share) => createRequestHandler(share, "production"));
  return async (request, response, next) => {
    try {
      const asked = toWebRequest(request, currentExchange().sent);
      const answer = await handlerFor(asked.url)(asked);
      const location = answer.headers.get("Location");
      if (location) await moveKeptForms(location);
      await send(response, answer, renderProblem);
    } catch (error) {
      next(error);
    } finally {
      currentExchange().whenMade?.(null);
    }
  };
}

function toWebRequest(request: HttpRequest, body: Buffer | null): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  // as in a form, a NUL in a query is left out: no text of the database can hold it
  return new Request(env().baseUrl + request.originalUrl.replaceAll("%00", ""), {
    method: request.method,
    headers,
    body: body && new Uint8Array(body),
  });
}

async function send(response: HttpResponse, answer: Response, renderProblem: RenderProblem): Promise<void> {
  response.status(answer.status);
  answer.headers.forEach((value, name) => {
    if (name !== "set-cookie") response.setHeader(name, value);
  });
  for (const cookie of answer.headers.getSetCookie()) response.append("Set-Cookie", cookie);
  // what sets a cookie is one person's, whatever its route says of it
  if (response.hasHeader("Set-Cookie")) keepOut(currentExchange());
  if (!response.hasHeader("Cache-Control")) response.setHeader("Cache-Control", answer.status < 400 ? OPEN : "no-store");
  // the address of a button has no page of its own, so it has no error page either
  const isBare = answer.status >= 400 && (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  if (isBare) {
    // none for HEAD
    const said = await answer.text();
    const { reason } = said ? ((JSON.parse(said) as EdgeProblem | null) ?? {}) : {};
    await sendBody(response.type("html"), Buffer.from(renderProblem(answer.status, reason)));
  } else if (answer.body && answer.headers.has("Content-Length")) await sendAsRead(response, answer.body as ReadableStream);
  else {
    const body = Buffer.from(await answer.arrayBuffer());
    if (isForAll(response)) keepForOthers(body);
    await sendBody(response, body);
  }
}

const isForAll = (response: HttpResponse) =>
  response.statusCode === 200 && response.getHeader("Cache-Control") === OPEN && !response.hasHeader("Set-Cookie");

/** A day's words change at midnight. */
function keepForOthers(body: Buffer): void {
  const exchange = currentExchange();
  const { whenMade, holdsUntil, now } = exchange;
  if (!whenMade) return;
  const [year, month, day] = londonDate(now).split("-").map(Number);
  const midnight = endOfDay(year!, month!, day!)!;
  exchange.whenMade = undefined;
  whenMade({ body, until: holdsUntil && holdsUntil < midnight ? holdsUntil : midnight });
}

/**
 * As much as the other side takes. Where it goes, or what it fetches goes, the connection ends before the length that was told: neither is
 * a fault.
 */
async function sendAsRead(response: HttpResponse, body: ReadableStream): Promise<void> {
  await pipeline(body, response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE" && !(error instanceof NotFoundError)) throw error;
  });
}
