import type { FormState } from "~/components/forms/form-state";
import { useTyped } from "~/components/forms/kept-form";
import { Select } from "~/components/forms/select";
import { TextArea } from "~/components/forms/text-area";
import { TextField } from "~/components/forms/text-field";

type Props = {
  name?: "why" | "reason";
  label?: string;
  hint?: string;
  /** How many lines, where more than one is written. */
  rows?: number;
  /** What moderators often say, to choose from. */
  reasons: readonly { words: string }[];
  form?: FormState;
};

/**
 * Why a moderator does something to what somebody wrote. Both fields have one name: what is typed counts before what is chosen, so that it
 * works without script; with it the chosen words are put into the field, to be changed.
 */
export function ReasonField({ name = "why", label = "Reason", hint, rows, reasons, form: sent }: Props) {
  const typed = useTyped(sent);
  const form = typed && {
    errors: sent?.errors ?? {},
    values: { ...typed.values, [name]: [typed.values[name] ?? ""].flat().find(Boolean) ?? "" },
  };
  const field = { name, label, hint, form };
  return (
    <div data-island="fill-reason">
      {rows ? <TextArea {...field} rows={rows} /> : <TextField {...field} />}
      {reasons.length > 0 ? (
        <Select
          name={name}
          id={`${name}-chosen`}
          label="Or choose one that is given often"
          choices={[{ value: "", label: "None of these" }, ...reasons.map(({ words }) => ({ value: words, label: words }))]}
        />
      ) : null}
    </div>
  );
}
