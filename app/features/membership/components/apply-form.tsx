import { Checkboxes } from "~/components/forms/checkboxes";
import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { TextField } from "~/components/forms/text-field";
import { TrapField } from "~/components/forms/trap-field";
import { Button } from "~/components/ui/button";
import { NoticeLine } from "~/components/ui/notice-line";
import { interestChoices } from "~/features/people/interest.schema";
import type { JoiningChoice } from "../types";

type Props = {
  choices: readonly JoiningChoice[];
  interests: readonly { name: string; description: string }[];
  wordings: { joining: string; choices: string };
  submissionId: string;
  shownAt: string;
  form?: FormState;
};

/** Five questions at most (PMN-27). Nothing is ticked beforehand, and nothing ticked is needed (PMN-3). */
export function ApplyForm({ choices, interests, wordings, submissionId, shownAt, form }: Props) {
  const opened = { submissionId: openedWith(form, "submissionId", submissionId), shownAt: openedWith(form, "shownAt", shownAt) };
  return (
    <Form action="/register" opened={opened}>
      <TextField name="fullName" label="Full name" autoComplete="name" form={form} />
      <TextField name="jobTitle" label="Job title" autoComplete="organization-title" form={form} />
      <TextField
        name="organisation"
        label="Organisation"
        hint="The name of your practice or network, or its ODS code, like A12345"
        autoComplete="organization"
        form={form}
      />
      <TextField
        name="email"
        label="Email address"
        hint="Your work address if you can: it helps us to see that you work there"
        type="email"
        autoComplete="email"
        form={form}
      />
      {interests.length > 0 ? (
        <Checkboxes
          name="interests"
          label="What are you interested in? (optional)"
          choices={interestChoices(interests)}
          small
          form={form}
        />
      ) : null}
      {choices.length > 0 ? (
        <Checkboxes
          name="choices"
          label="Would you also like emails about any of these? (optional)"
          hint={wordings.choices}
          choices={choices.map(({ slug, label }) => ({ value: slug, label }))}
          small
          form={form}
        />
      ) : null}
      <TrapField name="comments" />
      <p>{wordings.joining}</p>
      <NoticeLine purpose="to decide whether you can join and, if you do, to run your membership" />
      <p className="pn-meta">
        By becoming a member you agree to the <a href="/terms">Terms of use</a>.
      </p>
      <Button>Apply to join</Button>
    </Form>
  );
}
