import { classNames } from "../class-names";
import { type Choice, ChoiceItem } from "./choice-item";
import { ErrorMessage } from "./error-message";
import type { FieldProps } from "./field";
import { errorOf, typedText } from "./form-state";

type Props = FieldProps & { choices: readonly Choice[]; initial?: string; small?: boolean };

/** A question with one answer. The first has the id that an error links to. Without `initial` none is chosen. */
export function Radios({ choices, initial, small, name, label, hint, form, id = name }: Props) {
  const error = errorOf(form, name);
  const describedBy = classNames(hint && `${id}-hint`, error && `${id}-error`) || undefined;
  const chosen = typedText(form, name, initial);

  return (
    <div className={classNames("nhsuk-form-group", error && "nhsuk-form-group--error")}>
      <fieldset className="nhsuk-fieldset" aria-describedby={describedBy}>
        <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{label}</legend>
        {hint ? (
          <div className="nhsuk-hint" id={`${id}-hint`}>
            {hint}
          </div>
        ) : null}
        {error ? <ErrorMessage id={`${id}-error`} message={error} /> : null}
        <div className={classNames("nhsuk-radios", small && "nhsuk-radios--small")}>
          {choices.map((choice, index) => (
            <ChoiceItem
              key={choice.value}
              kind="radio"
              name={name}
              id={index === 0 ? id : `${id}-${index + 1}`}
              choice={choice}
              isTicked={choice.value === chosen}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}
