import { Checkbox } from "~/components/forms/checkbox";
import type { FormState } from "~/components/forms/form-state";

type Props = {
  /** What readers are told instead; nothing where everybody writes under their name. */
  label: string | null;
  form?: FormState;
};

/** In the forms of places that allow it. It says who can still learn whose the post is. */
export const NamelessField = ({ label, form }: Props) =>
  label === null ? null : (
    <Checkbox
      name="nameless"
      label="Post without my name"
      hint={`Readers and staff see “${label}” instead, and it stays so. A moderator can find out that it was you, but has to give a reason, and you are told. It is also in our database, and in a copy of everything we hold about you. Pictures and files cannot be added.`}
      small
      form={form}
    />
  );
