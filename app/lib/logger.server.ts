import pino from "pino";
import { env } from "./env.server";

/**
 * One JSON line per event, with ids and durations only: no addresses, bodies or tokens. Errors are logged by name, message and stack;
 * statements' parameters (postgres puts them on its errors) are left out.
 */
export const logger = pino({
  level: env().logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  serializers: {
    err: (error: Error & { code?: string }) => ({
      name: error.name,
      code: error.code,
      message: scrub(error.message),
      stack: scrub(error.stack ?? ""),
    }),
  },
});

// drizzle appends a failed statement's parameters to its message
function scrub(text: string): string {
  return text.replace(/\nparams: [^\n]*/g, "").replace(/[^\s@<>"']+@[^\s@<>"']+/g, "[address]");
}
