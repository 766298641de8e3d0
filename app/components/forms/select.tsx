import { classNames } from "~/components/class-names";
import { Field, type FieldProps } from "./field";
import { typedText } from "./form-state";
import { useTyped } from "./kept-form";

type Props = FieldProps & { choices: readonly { value: string; label: string }[]; initial?: string };

/** One of many, where radios would fill the page: filters of staff lists. */
export function Select({ choices, initial, ...field }: Props) {
  const typed = useTyped(field.form);
  return (
    <Field {...field}>
      {({ id, describedBy, isWrong }) => (
        <select
          className={classNames("pn-input", isWrong && "pn-input--wrong")}
          id={id}
          name={field.name}
          defaultValue={typedText(typed, field.name, initial)}
          aria-describedby={describedBy}
          aria-invalid={isWrong || undefined}
        >
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
