import type { FormState } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";

type Props = { label: string; form?: FormState; initial?: string };

/** Where a post is written. */
export const MessageField = ({ label, form, initial }: Props) => (
  <TextArea
    name="body"
    label={label}
    hint="Leave out anything that could identify a patient."
    form={form}
    initial={initial}
    toolbar
    preview="/forum/preview"
  />
);
