import { type Choice, ChoiceGroup } from "./choice-group";
import type { FieldProps } from "./field";
import { tickedValues } from "./form-state";

type Props = FieldProps & { choices: readonly Choice[]; initial?: readonly string[]; small?: boolean };

/** Any number of answers. */
export const Checkboxes = ({ initial, ...field }: Props) => (
  <ChoiceGroup kind="checkboxes" chosen={tickedValues(field.form, field.name, initial)} {...field} />
);
