import { json } from "@remix-run/node";
import { AwayError, BusyError, ConflictError, ForbiddenError, GoneError, isDatabaseDown, NotFoundError, TooManyError } from "~/lib/errors";
import { currentExchange, keepOut } from "./exchange.server";
import type { EdgeProblem } from "./problem";

/** The one place where what rooms throw becomes an answer. What is not listed here is a bug: 500, logged with the request's id. */
export function answerTo(error: unknown): unknown {
  if (error instanceof NotFoundError) return problem(404, {});
  if (error instanceof ForbiddenError) return problem(403, { reason: error.reason });
  if (error instanceof ConflictError) return problem(409, { current: error.current });
  if (error instanceof GoneError) return problem(410, { reason: error.what });
  if (error instanceof TooManyError) return problem(429, { retryAfterSeconds: error.retryAfterSeconds });
  if (error instanceof AwayError || error instanceof BusyError || isDatabaseDown(error)) return problem(503, { retryAfterSeconds: 10 });
  return error;
}

function problem(status: number, data: EdgeProblem): Response {
  const { response } = currentExchange();
  keepOut(currentExchange());
  if (data.retryAfterSeconds) response.setHeader("Retry-After", String(data.retryAfterSeconds));
  return json(data, { status });
}
