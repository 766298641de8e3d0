import { classNames } from "~/components/class-names";
import { ChoiceItem } from "./choice-item";
import { ErrorMessage } from "./error-message";
import type { FieldProps } from "./field";
import { errorOf, tickedValues } from "./form-state";
import { useTyped } from "./kept-form";

type Props = FieldProps & { initial?: boolean; value?: string; small?: boolean };

/** One yes-or-no box that needs no question above it. Unticked, it sends nothing. */
export function Checkbox({ name, label, hint, form, id = name, initial = false, value = "yes", small }: Props) {
  const typed = useTyped(form);
  const error = errorOf(form, name);

  return (
    <div className={classNames("nhsuk-form-group", error && "nhsuk-form-group--error")}>
      {error ? <ErrorMessage id={`${id}-error`} message={error} /> : null}
      <div className={classNames("nhsuk-checkboxes", small && "nhsuk-checkboxes--small")}>
        <ChoiceItem
          name={name}
          id={id}
          choice={{ value, label, hint }}
          isTicked={tickedValues(typed, name, initial ? [value] : []).includes(value)}
          describedBy={error ? `${id}-error` : undefined}
        />
      </div>
    </div>
  );
}
