import type { FormState } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";
import { type PreviewPlace, placeQuery } from "../posts/preview-place";

type Props = {
  label: string;
  form?: FormState;
  initial?: string;
  /** A quote that was asked for: it stands behind what was typed before. */
  added?: string;
  /** Where it is written: what it quotes and whom it mentions is previewed too, and people and topics are suggested. */
  place: PreviewPlace;
};

/** Where a post is written. */
export const MessageField = ({ label, place, ...field }: Props) => (
  <TextArea
    name="body"
    label={label}
    hint="Leave out anything that could identify a patient."
    toolbar
    help="a quote whose first line is > [post 2] is of that post here, or > [comment 2] of that comment: it is under its author’s name; that line alone says which one you answer; @ and the name of a member who can read this tells them"
    preview={`/forum/preview?${placeQuery(place)}`}
    people={`/forum/suggest-members?${placeQuery(place)}`}
    {...field}
  />
);
