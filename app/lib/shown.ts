import { z } from "zod";

export const parsedJson = z.string().transform((text, { addIssue }) => {
  try {
    return JSON.parse(text);
  } catch {
    addIssue("Use the form on the page");
    return z.NEVER;
  }
});

/** Texts that a form began with, by its fields. */
export const ShownField = parsedJson.pipe(z.record(z.string(), z.string())).optional();

/**
 * What of a form its sender changed: what stands as it was shown is nobody's choice, and may have been changed by somebody else meanwhile.
 */
export const changedFrom = <T extends object>(shown: Record<string, string> | undefined, typed: T): Partial<T> =>
  Object.fromEntries(Object.entries(typed).filter(([name, value]) => value !== shown?.[name])) as Partial<T>;
