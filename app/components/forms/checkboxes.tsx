import { ChoiceGroup, type ChoicesProps } from "./choice-group";
import { tickedValues } from "./form-state";
import { useTyped } from "./kept-form";

/** A question with any number of answers. */
export const Checkboxes = ({ initial, ...question }: ChoicesProps & { initial?: readonly string[] }) => (
  <ChoiceGroup {...question} kind="checkbox" ticked={tickedValues(useTyped(question.form), question.name, initial)} />
);
