import { ChoiceGroup, type ChoicesProps } from "./choice-group";
import { tickedValues } from "./form-state";

/** A question with any number of answers. */
export const Checkboxes = ({ initial, ...question }: ChoicesProps & { initial?: readonly string[] }) => (
  <ChoiceGroup {...question} kind="checkbox" ticked={tickedValues(question.form, question.name, initial)} />
);
