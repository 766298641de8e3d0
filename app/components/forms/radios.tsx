import { ChoiceGroup, type ChoicesProps } from "./choice-group";
import { typedText } from "./form-state";
import { useTyped } from "./kept-form";

/** A question with one answer. Without `initial` none is chosen. */
export const Radios = ({ initial, ...question }: ChoicesProps & { initial?: string }) => (
  <ChoiceGroup {...question} kind="radio" ticked={[typedText(useTyped(question.form), question.name, initial)]} />
);
