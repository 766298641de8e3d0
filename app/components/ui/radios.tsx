import { ChoiceGroup, type ChoicesProps } from "./choice-group";
import { typedText } from "./form-state";

/** A question with one answer. Without `initial` none is chosen. */
export const Radios = ({ initial, ...question }: ChoicesProps & { initial?: string }) => (
  <ChoiceGroup {...question} kind="radio" ticked={[typedText(question.form, question.name, initial)]} />
);
