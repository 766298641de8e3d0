import { DAY, later } from "~/lib/dates";

/** What somebody read of a page. */
export type Read = {
  /** The text that they read last, when they first did, and when last. */
  version: number;
  seenAt: Date;
  readAt: Date;
  /** The one that they had read before it, and when last. */
  sinceVersion: number | null;
  sinceAt: Date | null;
  /** No editor took out what they had read before. */
  isThere: boolean;
};

export type Since = { version: number; at: Date };

/** What they had read before the text that readers have now, whenever they read this one. */
export function readBefore(read: Read, publishedVersion: number): Since | null {
  if (read.version < publishedVersion) return { version: read.version, at: read.readAt };
  return read.sinceVersion && read.sinceAt ? { version: read.sinceVersion, at: read.sinceAt } : null;
}

type Published = { publishedVersion: number | null; changedVersion: number | null };

/**
 * Since when a page has changed for somebody who reads it again: said for a day after they first met the new text. What its editor called a
 * small change is none.
 */
export function changedSince(read: Read | null, { publishedVersion, changedVersion }: Published, now: Date): Since | null {
  if (!read || !publishedVersion || !changedVersion) return null;
  if (read.version === publishedVersion && read.seenAt <= later(now, -DAY)) return null;
  const since = readBefore(read, publishedVersion);
  return read.isThere && since && since.version < changedVersion ? since : null;
}
