import type { ReactNode } from "react";
import { classNames } from "~/components/class-names";
import { ErrorMessage } from "./error-message";
import { errorOf, type FormState } from "./form-state";

/** What every field takes. */
export type FieldProps = {
  name: string;
  label: string;
  hint?: ReactNode;
  form?: FormState;
  /** The name, unless two forms of a page share it. */
  id?: string;
};

type Props = FieldProps & {
  island?: string;
  /** What its control has below it stands beside it, where there is room. */
  beside?: boolean;
  /** The control, told which hint and error describe it. */
  children: (control: { id: string; describedBy: string | undefined; isWrong: boolean }) => ReactNode;
};

/** Label, hint and error around one control. */
export function Field({ name, label, hint, form, id = name, island, beside, children }: Props) {
  const error = errorOf(form, name);
  const describedBy = classNames(hint && `${id}-hint`, error && `${id}-error`) || undefined;

  return (
    <div className={classNames("nhsuk-form-group", error && "nhsuk-form-group--error", beside && "pn-beside")} data-island={island}>
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      {hint ? (
        <div className="nhsuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      {error ? <ErrorMessage id={`${id}-error`} message={error} /> : null}
      {children({ id, describedBy, isWrong: error !== undefined })}
    </div>
  );
}
