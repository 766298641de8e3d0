import type { FormState } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";

/** The six digits of the second factor, wherever they are asked for. */
export const SecurityCodeField = ({ form }: { form?: FormState }) => (
  <TextField
    name="code"
    label="Security code"
    hint="6 digits, from your authenticator app"
    inputMode="numeric"
    width={10}
    autoComplete="one-time-code"
    spellCheck={false}
    form={form}
  />
);
