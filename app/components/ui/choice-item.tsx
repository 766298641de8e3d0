import type { ReactNode } from "react";
import { classNames } from "../class-names";

export type Choice = { value: string; label: ReactNode; hint?: ReactNode };

type Props = { name: string; id: string; choice: Choice; isTicked: boolean; describedBy?: string };

/** One box with its words. */
export const ChoiceItem = ({ name, id, choice: { value, label, hint }, isTicked, describedBy }: Props) => (
  <div className="nhsuk-checkboxes__item">
    <input
      className="nhsuk-checkboxes__input"
      id={id}
      name={name}
      type="checkbox"
      value={value}
      defaultChecked={isTicked}
      aria-describedby={classNames(hint && `${id}-item-hint`, describedBy) || undefined}
    />
    <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={id}>
      {label}
    </label>
    {hint ? (
      <div className="nhsuk-hint nhsuk-checkboxes__hint" id={`${id}-item-hint`}>
        {hint}
      </div>
    ) : null}
  </div>
);
