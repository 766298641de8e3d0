import type { FormState } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";

/** One of the codes on paper, however it is typed. */
export const RecoveryCodeField = ({ form }: { form?: FormState }) => (
  <TextField
    name="recoveryCode"
    label="Recovery code"
    hint="16 letters and figures, like k7mq-2xhd-9tzb-r4ew"
    width={20}
    autoComplete="off"
    autoCapitalize="none"
    spellCheck={false}
    form={form}
  />
);
