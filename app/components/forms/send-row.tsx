import { Button } from "../ui/button";
import { ButtonRow } from "../ui/button-row";
import type { FormState } from "./form-state";

/** Sends a text, or shows how it would look; not while its writer is asked about a patient's details. */
export const SendRow = ({ children, form }: { children: string; form?: FormState }) => (
  <ButtonRow>
    <Button>{children}</Button>
    {form?.patientDetails ? null : (
      <Button look="secondary" name="look" value="yes">
        Preview
      </Button>
    )}
  </ButtonRow>
);
