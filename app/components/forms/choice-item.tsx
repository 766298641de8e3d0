import type { ReactNode } from "react";
import { classNames } from "~/components/class-names";

export type Choice = { value: string; label: ReactNode; hint?: ReactNode };

type Props = { kind?: "checkbox" | "radio"; name: string; id: string; choice: Choice; isTicked: boolean; describedBy?: string };

export const BLOCKS = { checkbox: "nhsuk-checkboxes", radio: "nhsuk-radios" };

/** One box or dot with its words. */
export function ChoiceItem({ kind = "checkbox", name, id, choice: { value, label, hint }, isTicked, describedBy }: Props) {
  const block = BLOCKS[kind];
  return (
    <div className={`${block}__item`}>
      <input
        className={`${block}__input`}
        id={id}
        name={name}
        type={kind}
        value={value}
        defaultChecked={isTicked}
        aria-describedby={classNames(hint && `${id}-item-hint`, describedBy) || undefined}
      />
      <label className={`nhsuk-label ${block}__label`} htmlFor={id}>
        {label}
      </label>
      {hint ? (
        <div className={`nhsuk-hint ${block}__hint`} id={`${id}-item-hint`}>
          {hint}
        </div>
      ) : null}
    </div>
  );
}
