import { Checkbox } from "~/components/forms/checkbox";
import { type FormState, tickedValues } from "~/components/forms/form-state";
import { useTyped } from "~/components/forms/kept-form";
import { InsetText } from "~/components/ui/inset-text";
import { REPLY_REFUSALS } from "../topics/topic.policy";

type Props = {
  /** What readers are told instead; nothing where everybody writes under their name. */
  label: string | null;
  /** Whether something of the reader's stands there without their name: what they write next does too, if they leave it so. */
  isBegun?: boolean;
  form?: FormState;
};

/** In the forms of places that allow it. It says who can still learn whose the post is. */
export const NamelessField = ({ label, isBegun = false, form }: Props) =>
  label === null ? (
    <NoNameless form={form} />
  ) : (
    <Checkbox
      name="nameless"
      label="Post without my name"
      hint={`Readers and staff see “${label}” instead, and it stays so. A moderator can find out that it was you, but has to give a reason, and you are told. It is also in our database, and in a copy of everything we hold about you. Pictures and files cannot be added.`}
      initial={isBegun}
      small
      form={form}
    />
  );

/** Of what was begun without a name, where it cannot be posted so any more. */
function NoNameless({ form }: Pick<Props, "form">) {
  const typed = useTyped(form);
  if (form?.summary === REPLY_REFUSALS["no-nameless"] || !tickedValues(typed, "nameless").includes("yes")) return null;
  return (
    <InsetText>
      <p>
        You began this to post it without your name, which cannot be done here, or not any more. If you post it now, it appears under your
        name.
      </p>
    </InsetText>
  );
}
