import { Checkboxes } from "~/components/forms/checkboxes";
import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";

type Props = {
  groups: readonly { slug: string; name: string }[];
  initial?: { audience: string; groups: readonly string[] };
  hint?: string;
  form?: FormState;
};

/** Who may read a thing: what `audienceFields` asks. */
export const AudienceFields = ({ groups, initial, hint, form }: Props) => (
  <>
    <Radios
      name="audience"
      label="Who may read it"
      hint={hint}
      choices={[
        { value: "open", label: "Everybody", hint: "Also without signing in. Search engines find it too." },
        { value: "members", label: "Members" },
        ...(groups.length > 0
          ? [{ value: "groups", label: "Only groups that I choose", hint: "Nobody else is told that it exists." }]
          : []),
      ]}
      initial={initial?.audience}
      form={form}
    />
    {groups.length > 0 ? (
      <Checkboxes
        name="groups"
        label="Groups"
        hint="Counts where it is only for groups."
        choices={groups.map(({ slug, name }) => ({ value: slug, label: name }))}
        initial={initial?.groups}
        form={form}
        small
      />
    ) : null}
  </>
);
