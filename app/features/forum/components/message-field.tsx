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
    help="a quote whose first line is > [post 2] is of that post here, or > [comment 2] of that comment: it stands under its author’s name; that line alone says which one you answer"
    preview={topic ? `/forum/preview?topic=${topic}${number ? `&post=${number}` : ""}` : "/forum/preview"}
    {...field}
  />
);
