import type { FormState } from "~/components/forms/form-state";
import { useTyped } from "~/components/forms/kept-form";
import { Select } from "~/components/forms/select";
import { TextField } from "~/components/forms/text-field";

type Props = {
  hint?: string;
  /** What moderators often say, to choose from. */
  reasons: readonly { words: string }[];
  form?: FormState;
};

/**
 * Why a moderator does something to what somebody wrote. Both fields have one name: what is typed counts before what is chosen, so that it
 * works without script; with it the chosen words are put into the field, to be changed.
 */
export function ReasonField({ hint, reasons, form: sent }: Props) {
  const typed = useTyped(sent);
  const form = typed && {
    errors: sent?.errors ?? {},
    values: { ...typed.values, why: [typed.values.why ?? ""].flat().find(Boolean) ?? "" },
  };
  return (
    <div data-island="fill-reason">
      <TextField name="why" label="Reason" hint={hint} form={form} />
      {reasons.length > 0 ? (
        <Select
          name="why"
          id="why-chosen"
          label="Or choose one that is given often"
          choices={[{ value: "", label: "None of these" }, ...reasons.map(({ words }) => ({ value: words, label: words }))]}
        />
      ) : null}
    </div>
  );
}
