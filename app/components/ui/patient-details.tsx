import { Checkbox } from "./checkbox";
import type { FormState } from "./form-state";

/** In a form, above its button: the words that may identify a patient, and the two ways on. Says nothing while nothing was found. */
export function PatientDetails({ form }: { form?: FormState }) {
  if (!form?.patientDetails) return null;
  const { found, vouch } = form.patientDetails;
  return (
    <section className="pn-patient" aria-labelledby="patient-details">
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
        Nothing is posted yet. Change the words above and send again. If they are nobody’s, say so: then it is sent as it stands, and staff
        are asked to look.
      </p>
      {/* a box and no button: Enter in a field above would press it */}
      <Checkbox name="nobodys" label="It is nobody’s" value={vouch} form={form} />
    </section>
  );
}
