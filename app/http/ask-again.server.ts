import { json } from "@remix-run/node";
import type { FormState } from "~/components/ui/form-state";
import type { PatientDetailsError } from "~/lib/errors";
import { currentExchange } from "./exchange.server";

const SENTENCE = "Check the marked words: they may identify a patient";

/** The form again with the words marked that may identify a patient. The one answer to it, whichever act was asked for: no route can forget it. */
export function askAgain({ found, vouch }: PatientDetailsError): Response {
  const form: FormState = {
    errors: Object.fromEntries(found.map(({ field }) => [field, SENTENCE])),
    values: currentExchange().typed ?? {},
    patientDetails: { found, vouch },
  };
  return json(form, { status: 400 });
}
