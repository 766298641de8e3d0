import type { ReactNode } from "react";
import { classNames } from "../class-names";
import { ErrorMessage } from "./error-message";
import type { FieldProps } from "./field";
import { errorOf } from "./form-state";

export type Choice = { value: string; label: ReactNode; hint?: ReactNode };

type Props = FieldProps & {
  kind: "checkboxes" | "radios";
  choices: readonly Choice[];
  chosen: readonly string[];
  small?: boolean;
};

/** A question with several answers. The first answer has the id that an error links to. */
export function ChoiceGroup({ kind, choices, chosen, small, name, label, hint, form, id = name }: Props) {
  const error = errorOf(form, name);
  const describedBy = classNames(hint && `${id}-hint`, error && `${id}-error`) || undefined;

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
        <div className={classNames(`nhsuk-${kind}`, small && `nhsuk-${kind}--small`)}>
          {choices.map((choice, index) => (
            <ChoiceItem
              key={choice.value}
              kind={kind}
              name={name}
              id={index === 0 ? id : `${id}-${index + 1}`}
              choice={choice}
              isChosen={chosen.includes(choice.value)}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

type ItemProps = { kind: "checkboxes" | "radios"; name: string; id: string; choice: Choice; isChosen: boolean; describedBy?: string };

export function ChoiceItem({ kind, name, id, choice, isChosen, describedBy }: ItemProps) {
  return (
    <div className={`nhsuk-${kind}__item`}>
      <input
        className={`nhsuk-${kind}__input`}
        id={id}
        name={name}
        type={kind === "checkboxes" ? "checkbox" : "radio"}
        value={choice.value}
        defaultChecked={isChosen}
        aria-describedby={classNames(choice.hint && `${id}-item-hint`, describedBy) || undefined}
      />
      <label className={`nhsuk-label nhsuk-${kind}__label`} htmlFor={id}>
        {choice.label}
      </label>
      {choice.hint ? (
        <div className={`nhsuk-hint nhsuk-${kind}__hint`} id={`${id}-item-hint`}>
          {choice.hint}
        </div>
      ) : null}
    </div>
  );
}
