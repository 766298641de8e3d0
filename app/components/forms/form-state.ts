/** A place in a text that its writer may want to look at; line 0: all of it. */
export type Finding = { start: number; end: number; line: number; words: string };

/** `warnings`: what its writer may want to know; `findings`: where, of a text that is checked; `problem`: why it cannot be sent so. */
export type Preview = {
  title?: string;
  html: string;
  problem: string | null;
  warnings: readonly string[];
  findings?: readonly Finding[];
};

/** A form that came back: a sentence per wrong field, what was typed, and a sentence about the whole when no field is to blame. */
export type FormState = {
  errors: Record<string, string>;
  values: Record<string, string | string[]>;
  summary?: string;
  /** Words that may identify a patient, and what goes back with “it is nobody’s”. */
  patientDetails?: { found: readonly { field: string; before: string; marked: string; after: string }[]; vouch: string };
  /** Words that staff watch for, and what goes back with “post it all the same”. */
  watchedWords?: { found: readonly { field: string; before: string; marked: string; after: string }[]; heard: string };
  /** What was stored when the same form came before, with another text. */
  sent?: { text: string; href: string | null };
  /** What is typed as readers would get it, which was asked for in place of sending it. */
  preview?: Preview;
};

export const errorOf = (form: FormState | undefined, name: string): string | undefined => form?.errors[name];

/** What was typed into a field, else what the page starts with. */
export function typedText(form: FormState | undefined, name: string, initial = ""): string {
  const typed = form ? form.values[name] : initial;
  return (Array.isArray(typed) ? typed[0] : typed) ?? "";
}

/** What a form was opened with, its number or a version: what it came back with, where that is of use, else what the page has now. */
export const openedWith = (form: FormState | undefined, name: string, now: string): string =>
  form && name in form.values && !errorOf(form, name) ? typedText(form, name) : now;

/** Of a form that met a conflict: what its sender was shown since, and saves over. */
export const seenIn = (form: FormState | undefined): { seen?: string } => (form?.values.seen ? { seen: typedText(form, "seen") } : {});

/** The boxes that were ticked, else those the page starts with. */
export function tickedValues(form: FormState | undefined, name: string, initial: readonly string[] = []): readonly string[] {
  if (!form) return initial;
  const typed = form.values[name];
  return typed === undefined ? [] : Array.isArray(typed) ? typed : [typed];
}
