import type { FormState } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";

type Props = {
  label: string;
  form?: FormState;
  initial?: string;
  /** A quote that was asked for: it stands behind what was typed before. */
  added?: string;
  /** The code of where it is written, and the number of the post that is edited: what it quotes is previewed too. */
  topic?: string;
  number?: number;
};

/** Where a post is written. */
export const MessageField = ({ label, topic, number, ...field }: Props) => (
  <TextArea
    name="body"
    label={label}
    hint="Leave out anything that could identify a patient."
    toolbar
    preview={topic ? `/forum/preview?topic=${topic}${number ? `&post=${number}` : ""}` : "/forum/preview"}
    {...field}
  />
);
