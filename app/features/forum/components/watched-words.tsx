import { Checkbox } from "~/components/forms/checkbox";
import { type FormState, typedText } from "~/components/forms/form-state";

/**
 * In a form to write in, above its button: words that staff watch for, and the way on. Whatever was said before, of these words or a
 * patient's details, goes along, so that a form that meets both questions answers each once.
 */
export function WatchedWords({ form }: { form?: FormState }) {
  if (!form) return null;
  const said = (name: "vouch" | "heard") => typedText(form, name);
  if (!form.watchedWords) return said("heard") ? <input type="hidden" name="heard" value={said("heard")} /> : null;
  const { found, heard } = form.watchedWords;
  return (
    <section className="pn-patient" aria-labelledby="watched-words">
      <h2 id="watched-words">Do you want to say it like this?</h2>
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
      <p>Moderators ask everybody to think twice about these words. Nothing is posted yet. Change them above and send again, or go on.</p>
      <Checkbox name="heard" label="Keep these words" value={heard} form={form} />
      {said("vouch") ? <input type="hidden" name="vouch" value={said("vouch")} /> : null}
    </section>
  );
}
