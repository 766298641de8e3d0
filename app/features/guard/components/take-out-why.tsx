import type { FormState } from "~/components/ui/form-state";
import { Radios } from "~/components/ui/radios";
import { TAKE_OUT_WORDS } from "../taken-out";

export const TakeOutWhy = ({ form }: { form?: FormState }) => (
  <Radios
    name="why"
    label="Why is it taken out?"
    choices={Object.entries(TAKE_OUT_WORDS).map(([value, label]) => ({ value, label }))}
    form={form}
  />
);
