import { type Choice, ChoiceGroup } from "./choice-group";
import type { FieldProps } from "./field";
import { tickedValues } from "./form-state";

type Props = FieldProps & { choices: readonly Choice[]; initial?: string; small?: boolean };

/** One answer. */
export const Radios = ({ initial, ...field }: Props) => (
  <ChoiceGroup kind="radios" chosen={tickedValues(field.form, field.name, initial === undefined ? [] : [initial])} {...field} />
);
