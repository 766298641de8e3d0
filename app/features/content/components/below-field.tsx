import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";

/** What becomes of the pages below one that goes to the trash. */
export const BelowField = ({ initial, form }: { initial?: string; form?: FormState }) => (
  <Radios
    name="below"
    label="What becomes of the pages below?"
    choices={[
      { value: "along", label: "They go to the trash, too", hint: "They are restored together." },
      { value: "up", label: "They move up, below the page above", hint: "Their old addresses lead to the new ones." },
    ]}
    initial={initial}
    form={form}
  />
);
