import { DateField } from "~/components/forms/date-field";
import type { FormState } from "~/components/forms/form-state";
import { typedText } from "~/components/forms/form-state";
import { useTyped } from "~/components/forms/kept-form";
import { Radios } from "~/components/forms/radios";
import { TextArea } from "~/components/forms/text-area";
import { TextField } from "~/components/forms/text-field";
import { Details } from "~/components/ui/details";
import { PollWords } from "./poll-words";

/** The poll that was typed, below how its message will look: what it asks, as readers get it before anybody votes. */
export const PollPreview = ({ form }: { form?: FormState }) => {
  const [question, options] = ["pollQuestion", "pollOptions"].map((name) => typedText(form, name));
  return form?.preview && question ? (
    <PollWords poll={{ question, options: options!.split("\n").filter((words) => words.trim()) }} />
  ) : null;
};

/** Where a post can have a poll: folded away, until something of it was typed. */
export function PollFields({ form }: { form?: FormState }) {
  const typed = useTyped(form);
  const isBegun = ["pollQuestion", "pollOptions"].some((name) => typedText(typed, name) !== "");
  return (
    <Details summary="Add a poll" open={isBegun}>
      <p>It is under your message and cannot be changed once it is posted. Leave the question empty to post without one.</p>
      <TextField name="pollQuestion" label="What do you ask?" form={form} />
      <TextArea name="pollOptions" label="Choices" hint="Each on a line of its own, two at least." rows={5} form={form} />
      <TextField
        name="pollMost"
        label="How many may each person choose?"
        hint="1 for one answer each."
        initial="1"
        width={5}
        inputMode="numeric"
        form={form}
      />
      <Radios
        name="pollShows"
        label="Who sees what was chosen?"
        initial="always"
        choices={[
          { value: "always", label: "Readers see it at any time, and members who chose what" },
          { value: "voted", label: "The same, but members only once they have voted, and everybody when it is closed" },
          { value: "closed", label: "The same, but nobody before it is closed" },
          {
            value: "anonymous",
            label: "Without names, and nobody before it is closed",
            hint: "Nobody is ever shown who chose what, you and staff included. Where fewer than five people vote it is not told what they chose.",
          },
        ]}
        small
        form={form}
      />
      <DateField
        name="pollClosesOn"
        label="Close it at the end of"
        hint="For example, 31 3 2027. You can close it earlier. If you leave this empty, it closes after a year."
        form={form}
      />
    </Details>
  );
}
