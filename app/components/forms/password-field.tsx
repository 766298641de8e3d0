import { classNames } from "~/components/class-names";
import { Field, type FieldProps } from "./field";

type Props = FieldProps & { autoComplete: "current-password" | "new-password" };

/** Never keeps what was typed. The button stays hidden until its script is there. */
export function PasswordField({ autoComplete, ...field }: Props) {
  return (
    <Field {...field} island="show-password">
      {({ id, describedBy, isWrong }) => (
        <div className="pn-password">
          <input
            className={classNames("pn-input", isWrong && "pn-input--wrong")}
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
            className="nhsuk-button nhsuk-button--secondary nhsuk-button--small"
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
