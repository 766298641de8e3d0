import { classNames } from "../class-names";
import { Field, type FieldProps } from "./field";

type Props = FieldProps & { autoComplete: "current-password" | "new-password" };

/** Never keeps what was typed. The button stays hidden until its script is there. */
export function PasswordField({ autoComplete, ...field }: Props) {
  return (
    <Field {...field} className="nhsuk-password-input" island="show-password">
      {({ id, describedBy, isWrong }) => (
        <div className="nhsuk-input-wrapper">
          <input
            className={classNames("nhsuk-input nhsuk-password-input__input", isWrong && "nhsuk-input--error")}
            id={id}
            name={field.name}
            type="password"
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            aria-describedby={describedBy}
            aria-invalid={isWrong || undefined}
          />
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary nhsuk-button--small nhsuk-password-input__toggle"
            aria-controls={id}
            aria-label="Show password"
            hidden
          >
            Show
          </button>
        </div>
      )}
    </Field>
  );
}
