import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { TAKE_OUT_WORDS } from "../taken-out";

export const TakeOutWhy = ({ form }: { form?: FormState }) => (
  <Radios
    name="why"
    label="Why is it taken out?"
    choices={Object.entries(TAKE_OUT_WORDS).map(([value, label]) => ({ value, label }))}
    form={form}
  />
);
