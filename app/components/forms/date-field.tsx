import { classNames } from "~/components/class-names";
import { ErrorMessage } from "./error-message";
import { errorOf, type FormState, typedText } from "./form-state";
import { useTyped } from "./kept-form";

type Props = {
  /** The three fields are `<name>Day`, `<name>Month` and `<name>Year`; an error about the date belongs to the first. */
  name: string;
  label: string;
  hint?: string;
  /** What it begins with, as `2027-03-31`. */
  initial?: string | null;
  form?: FormState;
};

const PARTS = [
  { part: "Day", width: "pn-date__part" },
  { part: "Month", width: "pn-date__part" },
  { part: "Year", width: "pn-date__part pn-date__part--year" },
] as const;

/** A day that somebody knows by heart or looks up: three boxes to type in, which is quicker than any calendar. */
export function DateField({ name, label, hint, initial, form }: Props) {
  const typed = useTyped(form);
  const [year, month, day] = initial?.split("-").map((part) => String(Number(part))) ?? [];
  const begin = { Day: day, Month: month, Year: year };
  const error = errorOf(form, `${name}Day`);
  const describedBy = classNames(hint && `${name}-hint`, error && `${name}-error`) || undefined;

  return (
    <div className={classNames("nhsuk-form-group", error && "nhsuk-form-group--error")}>
      <fieldset className="nhsuk-fieldset" aria-describedby={describedBy}>
        <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{label}</legend>
        {hint ? (
          <div className="nhsuk-hint" id={`${name}-hint`}>
            {hint}
          </div>
        ) : null}
        {error ? <ErrorMessage id={`${name}-error`} message={error} /> : null}
        <div className="pn-date">
          {PARTS.map(({ part, width }) => (
            <div key={part} className={width}>
              <label className="nhsuk-label" htmlFor={`${name}${part}`}>
                {part}
              </label>
              <input
                className={classNames("pn-input", error && "pn-input--wrong")}
                id={`${name}${part}`}
                name={`${name}${part}`}
                type="text"
                inputMode="numeric"
                autoComplete="off"
                defaultValue={typedText(typed, `${name}${part}`, begin[part])}
                aria-invalid={error ? true : undefined}
              />
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
