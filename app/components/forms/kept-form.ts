import { createContext, useContext } from "react";
import type { FormState } from "./form-state";

/** A form that its sender sent before signing in, or before proving again who they are. */
export type KeptForm = {
  /** Where it was sent to. */
  path: string;
  /** Where that led since, to the page with the form. */
  page?: string;
  values: FormState["values"];
};

/** What was typed into a form and not sent; its text as readers would get it. */
export type Draft = { id: string; values: FormState["values"]; savedAt: string | Date; html: string | null };

/** Around every page: what waits to be given back. What shows one, or what was sent, says so: it is not shown again. */
export const KeptFormsContext = createContext<{ forms: readonly KeptForm[]; onShown: (form: KeptForm) => void }>({
  forms: [],
  onShown: () => {},
});

/** Around every page: what was kept for it, or sent and refused, and stands in no form there any more. */
export const UnshownFormsContext = createContext<readonly KeptForm[]>([]);

/** Around every page: which of its forms keep drafts, by the address that they are sent to. */
export const DraftsContext = createContext<ReadonlyMap<string, Draft | null>>(new Map());

/** The field that says, unseen, for whom the page with a form was made. */
export const WRITER_FIELD = "writer";
/** The field that says, unseen, that a form asks by boxes: with none of them ticked it sends nothing else. */
export const BOXES_FIELD = "boxes";
/** The field that says, unseen, that its writer was asked about words that may identify a patient: until it is sent, it keeps no draft. */
export const NEAR_MISS_FIELD = "nearMiss";
/** The field in which a picture or file is chosen, beside a form's own: it is sent to an address of its own. */
export const FILE_FIELD = "file";
/** Around every page: what stands in the field of the writer; null for visitors. */
export const WriterContext = createContext<string | null>(null);

type Typed = FormState & { html?: string | null };

/** Around the fields of one form: what was typed into it before. */
export const TypedContext = createContext<Typed | undefined>(undefined);

/** What a field shows: the form that was refused, else the one that was kept, else its draft. */
export const useTyped = (refused: FormState | undefined): Typed | undefined => {
  const kept = useContext(TypedContext);
  return refused ?? kept;
};

type Identity = { paths: readonly string[]; hidden: Record<string, string> };

/** The newest kept form that goes to one of these addresses with these hidden values: several forms may have one address. */
export function useKeptForm({ paths, hidden }: Identity): KeptForm | undefined {
  const { forms } = useContext(KeptFormsContext);
  return forms.find(
    (form) =>
      paths.some((path) => pathOf(path) === form.path) && Object.entries(hidden).every(([name, value]) => form.values[name] === value),
  );
}

/** The draft of a form; null where it has none yet, undefined where it keeps none. */
export const useDraft = (action: string): Draft | null | undefined => useContext(DraftsContext).get(pathOf(action));

export const pathOf = (address: string): string => address.split("?")[0]!;
