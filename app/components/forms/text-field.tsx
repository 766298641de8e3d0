import type { ComponentProps } from "react";
import { classNames } from "~/components/class-names";
import { Field, type FieldProps } from "./field";
import { typedText } from "./form-state";
import { useTyped } from "./kept-form";

type Props = FieldProps &
  Pick<ComponentProps<"input">, "autoComplete" | "inputMode" | "spellCheck" | "autoCapitalize"> & {
    type?: "text" | "email" | "tel";
    /** The expected length in characters: says what kind of answer is wanted. */
    width?: 5 | 10 | 20;
    initial?: string;
  };

export function TextField({ type = "text", width, initial, autoComplete, inputMode, spellCheck, autoCapitalize, ...field }: Props) {
  const typed = useTyped(field.form);
  return (
    <Field {...field}>
      {({ id, describedBy, isWrong }) => (
        <input
          className={classNames("pn-input", width && `pn-input--${width}`, isWrong && "pn-input--wrong")}
          id={id}
          name={field.name}
          type={type}
          defaultValue={typedText(typed, field.name, initial)}
          autoComplete={autoComplete}
          inputMode={inputMode}
          spellCheck={type === "email" ? false : spellCheck}
          autoCapitalize={type === "email" ? "none" : autoCapitalize}
          aria-describedby={describedBy}
          aria-invalid={isWrong || undefined}
        />
      )}
    </Field>
  );
}
