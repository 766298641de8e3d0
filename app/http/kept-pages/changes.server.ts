import { forgetSettings } from "~/features/settings/settings.queries.server";
import { database } from "~/lib/db.server";
import { inTime } from "~/lib/in-time";
import { type ReadTo, readPageChanges } from "~/lib/page-changes.server";

/** Milliseconds: a connection that died unseen holds up nobody for longer. */
const LONGEST_LOOK = 2000;

let readTo: ReadTo | null = null;
/** How often each part changed since `era` began. */
const versions = new Map<string, number>();
let era = 0;

/** What some parts were like when `catchUp` last looked: another text, once one of them has changed. */
export const stampOf = (parts: readonly string[]): string => [era, ...parts.map((part) => versions.get(part) ?? 0)].join(".");

/** A moment as the database knew it in the last look: what was stored by then was stored before it. */
export const lookedAt = (): Date => (readTo ? new Date(readTo.at) : new Date(0));

let looking: Promise<void> | null = null;
let next: Promise<void> | null = null;

/**
 * Reads what has changed. All that was stored before the call is known after it: whoever asks while it looks waits for one more look, which
 * begins afterwards and is for all of them.
 * @throws what the database says, or that it said nothing in time
 */
export function catchUp(): Promise<void> {
  if (!looking) {
    looking = inTime(look(), LONGEST_LOOK).finally(() => {
      looking = null;
    });
    return looking;
  }
  next ??= looking
    .catch(() => {})
    .then(() => {
      next = null;
      return catchUp();
    });
  return next;
}

/** One that ends late, after others, has them see some changes once more. */
async function look(): Promise<void> {
  const { to, parts } = await readPageChanges(database(), readTo);
  for (const part of parts ?? []) versions.set(part, (versions.get(part) ?? 0) + 1);
  if (!parts) {
    era += 1;
    versions.clear();
  }
  // they stand on every page, and a process remembers them
  if (!parts || parts.includes("site")) forgetSettings();
  readTo = to;
}
