import { forgetSettings } from "~/features/settings/settings.queries.server";
import { MINUTE } from "~/lib/dates";
import { database } from "~/lib/db.server";
import { READ_WITHIN, type ReadTo, readPageChanges } from "~/lib/page-changes.server";

let readTo: (ReadTo & { at: number }) | null = null;
/** How often each part changed since `era` began. */
const versions = new Map<string, number>();
let era = 0;

/** What some parts were like when `catchUp` last looked: another text, once one of them has changed. */
export const stampOf = (parts: readonly string[]): string => [era, ...parts.map((part) => versions.get(part) ?? 0)].join(".");

let looking: Promise<void> | null = null;
let next: Promise<void> | null = null;

/**
 * Reads what has changed. All that was stored before the call is known after it: whoever asks while it looks waits for one more look, which
 * begins afterwards and is for all of them.
 */
export function catchUp(): Promise<void> {
  if (!looking) {
    looking = look().finally(() => {
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

async function look(): Promise<void> {
  const at = performance.now();
  const last = readTo && at - readTo.at < READ_WITHIN * MINUTE ? readTo : null;
  const { to, parts } = await readPageChanges(database(), last);
  for (const part of parts ?? []) versions.set(part, (versions.get(part) ?? 0) + 1);
  if (!parts) {
    era += 1;
    versions.clear();
  }
  // they stand on every page, and a process remembers them
  if (!parts || parts.includes("site")) forgetSettings();
  readTo = { ...to, at };
}
