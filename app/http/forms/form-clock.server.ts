import { currentExchange } from "~/http/exchange.server";
import { sameBytes, signatures } from "~/lib/tokens.server";

/** Milliseconds in which nobody reads a form and fills it in. */
const READING = 3000;

/** When a form was shown, in a field that cannot be made up: open forms carry it instead of a puzzle (`trust.md` B39). */
export function stampForm(): string {
  const at = String(currentExchange().now.getTime());
  return `${at}.${signaturesOf(at)[0]!.toString("base64url")}`;
}

/** Whether a form came back faster than a person is, or without the moment when it was shown. */
export function isTooFast(stamp: string): boolean {
  const [at = "", signature = ""] = stamp.split(".");
  const isOurs = signaturesOf(at).some((expected) => sameBytes(expected, Buffer.from(signature, "base64url")));
  return !isOurs || currentExchange().now.getTime() - Number(at) < READING;
}

const signaturesOf = (at: string) => signatures(`form:${at}`);
