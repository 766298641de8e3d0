import type { endOfDay } from "./dates";

/** The three boxes of a day as they are typed. */
export type TypedDay = readonly [day: string, month: string, year: string];

/** The start or the end of a typed day; null when nothing was typed, undefined when it is no day. */
export function momentOfTyped([day, month, year]: TypedDay, momentOf: typeof endOfDay): Date | null | undefined {
  const parts = [year, month, day];
  if (parts.every((part) => part === "")) return null;
  if (!/^\d{4}$/.test(year) || !parts.every((part) => /^\d{1,4}$/.test(part))) return undefined;
  return momentOf(Number(year), Number(month), Number(day)) ?? undefined;
}
