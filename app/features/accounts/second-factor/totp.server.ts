import { createHmac } from "node:crypto";
import { HOTP, Secret, TOTP } from "otpauth";
import { encode } from "uqr";
import { env } from "~/lib/env.server";
import { sameBytes } from "~/lib/tokens.server";

const PERIOD = 30; // seconds
const DIGITS = 6;
/** Steps that a clock may be off, live. */
const DRIFT = 1;
/** In a demo and in tests the codes of the next ten minutes are good too: nobody waits half a minute to sign in again. */
const AHEAD = 20;

export const stepAt = (now: Date) => Math.floor(now.getTime() / 1000 / PERIOD);

/** The step whose code this is, later than the last one used; null when there is none. */
export function matchStep(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const current = stepAt(now);
  const isLive = env().deployment === "live";
  const first = Math.max((lastStep ?? 0) + 1, current - (isLive ? DRIFT : AHEAD));
  const last = isLive ? current + DRIFT : Math.max(current, lastStep ?? 0) + AHEAD;
  for (let step = first; step <= last; step++) if (sameBytes(Buffer.from(codeAt(secret, step)), Buffer.from(code))) return step;
  return null;
}

/** The next code that was not used: what a demo shows. */
export const nextCode = (secret: string, now: Date, lastStep: number | null) => codeAt(secret, Math.max(stepAt(now), (lastStep ?? 0) + 1));

const codeAt = (secret: string, counter: number) => HOTP.generate({ secret: Secret.fromBase32(secret), counter, digits: DIGITS });

/**
 * The secret offered to a person who sets up an app: the same on every look at the page within one sign-in, kept nowhere until its first
 * code was given. `since` is when their sessions last ended, so that the next app gets another one.
 */
export function offeredSecret(family: string, personId: string, since: Date): string {
  const about = `totp:${family}:${personId}:${since.toISOString()}`;
  const bytes = createHmac("sha256", env().secrets[0]!).update(about).digest().subarray(0, 20);
  return new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;
}

/** What an authenticator app reads: the address, and its picture as a path through a square of `size` units. */
export function enrolment(secret: string, site: string, address: string): { uri: string; picture: { size: number; path: string } } {
  const uri = new TOTP({ issuer: site, label: address, secret: Secret.fromBase32(secret), period: PERIOD, digits: DIGITS }).toString();
  const { data, size } = encode(uri, { border: 2 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return { uri, picture: { size, path } };
}
