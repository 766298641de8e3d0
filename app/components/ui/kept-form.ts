import { createContext, useContext } from "react";
import type { FormState } from "./form-state";

/** A form that its sender sent before signing in, or before proving again who they are. */
export type KeptForm = {
  /** Where it was sent to. */
  path: string;
  values: FormState["values"];
  /** Called by the form that shows it: it is then given back, and not shown again. */
  onShown: () => void;
};

/** What was typed into a form and not sent; its text as readers would get it. */
export type Draft = { id: string; values: FormState["values"]; savedAt: string | Date; html: string | null };

/** Around every page: what waits to be given back. */
export const KeptFormContext = createContext<KeptForm | null>(null);

/** Around every page: which of its forms keep drafts, by the address that they are sent to. */
export const DraftsContext = createContext<ReadonlyMap<string, Draft | null>>(new Map());

type Typed = FormState & { html?: string | null };

/** Around the fields of one form: what was typed into it before. */
export const TypedContext = createContext<Typed | undefined>(undefined);

/** What a field shows: the form that was refused, else the one that was kept, else its draft. */
export const useTyped = (refused: FormState | undefined): Typed | undefined => {
  const kept = useContext(TypedContext);
  return refused ?? kept;
};

type Identity = { paths: readonly string[]; hidden: Record<string, string> };

/** The kept form, where it is the one that goes to one of these addresses with these hidden values. */
export function useKeptForm({ paths, hidden }: Identity): KeptForm | null {
  const kept = useContext(KeptFormContext);
  if (!kept || !paths.some((path) => pathOf(path) === kept.path)) return null;
  // one of several forms with one address
  return Object.entries(hidden).every(([name, value]) => kept.values[name] === value) ? kept : null;
}

/** The draft of a form; null where it has none yet, undefined where it keeps none. */
export const useDraft = (action: string): Draft | null | undefined => useContext(DraftsContext).get(pathOf(action));

export const pathOf = (address: string): string => address.split("?")[0]!;
