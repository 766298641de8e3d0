import { Checkboxes } from "~/components/forms/checkboxes";
import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import type { AudienceKind } from "../types";

type Props = {
  groups: readonly { slug: string; name: string }[];
  initial?: { audience: AudienceKind; groups: readonly { slug: string }[] };
  form?: FormState;
};

/** Who may read a page. */
export const AudienceFields = ({ groups, initial, form }: Props) => (
  <>
    <Radios
      name="audience"
      label="Who may read it"
      hint="The same people as the page above it, or fewer. Pages below it follow when it becomes narrower."
      choices={[
        { value: "open", label: "Everybody", hint: "It is found by search engines, too." },
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
        hint="Counts where the page is only for groups."
        choices={groups.map(({ slug, name }) => ({ value: slug, label: name }))}
        initial={initial?.groups.map(({ slug }) => slug)}
        form={form}
        small
      />
    ) : null}
  </>
);
