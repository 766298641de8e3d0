/**
 * One page of what a query found with `limit(size + 1)`, and where another follows, what it begins after: the key of the last row shown.
 */
export function pageOf<T, K>(found: readonly T[], size: number, keyOf: (last: T, rows: readonly T[]) => K): { rows: T[]; next: K | null } {
  const rows = found.slice(0, size);
  return { rows, next: found.length > size ? keyOf(rows.at(-1)!, rows) : null };
}

/** A moment, and what tells apart those of one moment: a code, a slug, or how many of them were shown. Ids stand in no address. */
export type Cursor = { at: Date; tie: string };

export const cursorOf = ({ at, tie }: { at: Date; tie: string | number }): string => `${at.getTime()}-${tie}`;

/** Null, which is the first page, for what is no cursor whose tie matches `ties`. */
export function readCursor(text: string | null | undefined, ties: RegExp): Cursor | null {
  const [, at, tie] = /^(\d{1,14})-(.+)$/.exec(text ?? "") ?? [];
  return at && tie && ties.test(tie) ? { at: new Date(Number(at)), tie } : null;
}
