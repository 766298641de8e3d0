import { Checkbox } from "./checkbox";
import type { FormState } from "./form-state";
import { NEAR_MISS_FIELD } from "./kept-form";

type Props = {
  form?: FormState;
  /** An earlier text that somebody brings back: there is nothing to change. */
  isEarlier?: boolean;
};

/** In a form, above its button: the words that may identify a patient, and the two ways on. Says nothing while nothing was found. */
export function PatientDetails({ form, isEarlier = false }: Props) {
  if (!form?.patientDetails) return null;
  const { found, vouch } = form.patientDetails;
  return (
    <section className="pn-patient" aria-labelledby="patient-details">
      <input type="hidden" name={NEAR_MISS_FIELD} value="yes" />
      <h2 id="patient-details">Could this identify a patient?</h2>
      <ul>
        {found.map(({ field, before, marked, after }, index) => (
          <li
            key={`${field}-${
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
              index
            }`}
          >
            {before}
            <mark>{marked}</mark>
            {after}
          </li>
        ))}
      </ul>
      <p>
        {isEarlier
          ? "Nothing is brought back yet. If the words are somebody’s, leave it as it is now. If they are nobody’s, say so: then it comes back as it was, and staff are asked to look."
          : "Nothing is posted yet. Change the words above and send again. If they are nobody’s, say so: then it is sent as it stands, and staff are asked to look."}
      </p>
      {/* a box and no button: Enter in a field above would press it */}
      <Checkbox name="vouch" label="It is nobody’s" value={vouch} form={form} />
    </section>
  );
}
