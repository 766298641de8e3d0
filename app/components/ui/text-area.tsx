import { classNames } from "../class-names";
import { Field, type FieldProps } from "./field";
import { typedText } from "./form-state";

type Props = FieldProps & { rows?: number; initial?: string };

export function TextArea({ rows = 8, initial, ...field }: Props) {
  return (
    <Field {...field}>
      {({ id, describedBy, isWrong }) => (
        <textarea
          className={classNames("pn-input", isWrong && "pn-input--wrong")}
          id={id}
          name={field.name}
          rows={rows}
          defaultValue={typedText(field.form, field.name, initial)}
          aria-describedby={describedBy}
          aria-invalid={isWrong || undefined}
        />
      )}
    </Field>
  );
}
