import { Checkboxes } from "~/components/forms/checkboxes";
import { errorOf, type FormState, tickedValues } from "~/components/forms/form-state";
import { useTyped } from "~/components/forms/kept-form";
import { Details } from "~/components/ui/details";
import { TAGS_OF_TOPIC } from "../tags/tag.policy";
import type { TagOfTopic } from "../types";

type Words = { summary: string; label: string; hint: string };
type Props = { tags: readonly TagOfTopic[]; initial?: readonly string[]; open?: boolean; words?: Words; form?: FormState };

const OF_A_TOPIC: Words = {
  summary: "Tags (optional)",
  label: "Tags",
  hint: `What it is about, so that others find it: ${TAGS_OF_TOPIC} at most.`,
};

/** The tags of staff's list to choose from; nothing where there is none. */
export function TagsField({ tags, initial, open = false, words = OF_A_TOPIC, form }: Props) {
  const ticked = tickedValues(useTyped(form), "tags", initial);
  if (tags.length === 0) return null;
  return (
    <Details summary={words.summary} open={open || ticked.length > 0 || errorOf(form, "tags") !== undefined}>
      <Checkboxes
        name="tags"
        label={words.label}
        hint={words.hint}
        choices={tags.map(({ slug, name }) => ({ value: slug, label: name }))}
        initial={initial}
        small
        form={form}
      />
    </Details>
  );
}
