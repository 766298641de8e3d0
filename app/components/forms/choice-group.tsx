import { classNames } from "~/components/class-names";
import { BLOCKS, type Choice, ChoiceItem } from "./choice-item";
import { ErrorMessage } from "./error-message";
import type { FieldProps } from "./field";
import { errorOf } from "./form-state";
import { BOXES_FIELD } from "./kept-form";

export type ChoicesProps = FieldProps & { choices: readonly Choice[]; small?: boolean };

/** A question with boxes or dots for answers. The first has the id that an error links to. */
export function ChoiceGroup({
  kind,
  ticked,
  choices,
  small,
  name,
  label,
  hint,
  form,
  id = name,
}: ChoicesProps & { kind: keyof typeof BLOCKS; ticked: readonly string[] }) {
  const error = errorOf(form, name);
  const describedBy = classNames(hint && `${id}-hint`, error && `${id}-error`) || undefined;
  const block = BLOCKS[kind];

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
        {kind === "checkbox" ? <input type="hidden" name={BOXES_FIELD} /> : null}
        <div className={classNames(block, small && `${block}--small`)}>
          {choices.map((choice, index) => (
            <ChoiceItem
              key={choice.value}
              kind={kind}
              name={name}
              id={index === 0 ? id : `${id}-${index + 1}`}
              choice={choice}
              isTicked={ticked.includes(choice.value)}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}
