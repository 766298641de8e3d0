import pino from "pino";
import { env } from "./env.server";
import { scrubbedError } from "./scrubbed-error";

/**
 * One JSON line per event, with ids and durations only: no addresses, bodies or tokens. Errors are logged by name,
 * message and stack, without the parameters of statements.
 */
export const logger = pino({
  level: env().logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  serializers: { err: scrubbedError },
  // an error under pino's own key gives its message, as it was thrown, to a line without words
  errorKey: "thrown",
});
