import type { FormState } from "~/components/forms/form-state";
import { startOfDay } from "~/lib/dates";

/** Where in a topic somebody wants to go: to a number, or to the first post of a day; null where they did not say. */
export type GoTo = { number: number } | { from: Date } | null;

/** What an address asks for, or what is wrong with it. A number alone counts where both were typed. */
export function readGoTo(asked: URLSearchParams): { to: GoTo; form?: FormState } {
  const typed = (name: string) => (asked.get(name) ?? "").trim();
  const [number, ...date] = ["number", "dayYear", "dayMonth", "dayDay"].map(typed) as [string, string, string, string];
  const wrong = (errors: Record<string, string>) => ({ to: null, form: { errors, values: Object.fromEntries(asked) } });
  if (number)
    return /^[1-9]\d{0,6}$/.test(number)
      ? { to: { number: Number(number) } }
      : wrong({ number: "Number must be a whole number, such as 12" });
  if (date.every((part) => part === "")) {
    return asked.size > 0 ? wrong({ number: "Enter a number or a day" }) : { to: null };
  }
  const isDate = date.every((part, index) => (index === 0 ? /^\d{4}$/ : /^\d{1,2}$/).test(part));
  const from = isDate ? startOfDay(...(date.map(Number) as [number, number, number])) : null;
  return from ? { to: { from } } : wrong({ dayDay: "Enter a real day, month and year, such as 28 11 2026" });
}
