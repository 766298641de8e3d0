import { json } from "@remix-run/node";
import { BusyError, ConflictError, ForbiddenError, GoneError, NotFoundError, TooManyError } from "~/lib/errors";
import { currentExchange, keepOut } from "./exchange.server";
import type { EdgeProblem } from "./problem";

/** The one place where what rooms throw becomes an answer. What is not listed here is a bug: 500, logged with the request's id. */
export function answerTo(error: unknown): unknown {
  if (error instanceof NotFoundError) return problem(404, {});
  if (error instanceof ForbiddenError) return problem(403, { reason: error.reason });
  if (error instanceof ConflictError) return problem(409, { current: error.current });
  if (error instanceof GoneError) return problem(410, { reason: error.what });
  if (error instanceof TooManyError) return problem(429, { retryAfterSeconds: error.retryAfterSeconds });
  if (error instanceof BusyError || isDatabaseDown(error)) return problem(503, { retryAfterSeconds: 10 });
  return error;
}

function problem(status: number, data: EdgeProblem): Response {
  const { response } = currentExchange();
  keepOut(currentExchange());
  if (data.retryAfterSeconds) response.setHeader("Retry-After", String(data.retryAfterSeconds));
  return json(data, { status });
}

/** The connection is gone, refused or slow to come, the server is starting or stopping, or a statement took too long. */
const DOWN = /^(ECONN|ENOTFOUND|EPIPE|ETIMEDOUT|CONNECT|CONNECTION_|08|53|57)/;

export function isDatabaseDown(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (typeof code === "string" && DOWN.test(code)) return true;
  }
  return false;
}
