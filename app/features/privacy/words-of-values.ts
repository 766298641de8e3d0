import { formatMoment } from "~/lib/dates";

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A stored value as a person reads it: in the copy, and on the page of what is held. */
export function inWords(value: unknown): string {
  if (value instanceof Date || (typeof value === "string" && MOMENT.test(value))) return formatMoment(value);
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}
