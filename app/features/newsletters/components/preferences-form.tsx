import { Checkboxes } from "~/components/forms/checkboxes";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { Button } from "~/components/ui/button";
import { When } from "~/components/ui/when";
import type { Preference } from "../types";

type Props = {
  preferences: readonly Preference[];
  /** Where the choices are saved; leaving everything is one word further. */
  action: string;
  wording: string;
  form?: FormState;
};

/** All newsletters with their state, ticked or not: one page, one list, one button. */
export function PreferencesForm({ preferences, action, wording, form }: Props) {
  const on = preferences.filter(({ state }) => state === "on").map(({ slug }) => slug);
  return (
    <>
      <Form action={action}>
        {on.map((slug) => (
          <input key={slug} type="hidden" name="shown" value={slug} />
        ))}
        <Checkboxes
          name="newsletter"
          label="Newsletters"
          choices={preferences.map((preference) => ({
            value: preference.slug,
            label: preference.name,
            hint: <StateWords preference={preference} />,
          }))}
          initial={on}
          form={form}
        />
        <p className="nhsuk-body-s">{wording}</p>
        <Button>Save</Button>
      </Form>
      {preferences.some(({ state }) => state !== "off") ? (
        <Form action={`${action}/unsubscribe-all`}>
          <Button look="secondary">Unsubscribe from everything</Button>
        </Form>
      ) : null}
    </>
  );
}

function StateWords({ preference: { description, frequency, state, since, heldUntil, to } }: { preference: Preference }) {
  return (
    <>
      {description} {frequency}.
      {state === "on" && since ? (
        <>
          {" "}
          You get it{to ? ` at ${to}` : ""} since <When at={since} />.
        </>
      ) : null}
      {state === "leaving" && heldUntil ? (
        <>
          {" "}
          You asked to leave: we have stopped sending it, and your subscription ends on <When at={heldUntil} />. Tick it to keep it.
        </>
      ) : null}
    </>
  );
}
