import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { SentBefore } from "~/components/forms/sent-before";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import type { Readers } from "../types";
import { MessageField } from "./message-field";
import { NamelessField } from "./nameless-field";
import { ReadersNote } from "./readers-note";

export const newTopicAction = (category: string) => `/forum/${category}/new`;

type Props = {
  category: { slug: string; readers: Readers; namelessAs: string | null };
  submissionId: string;
  name: string;
  form?: FormState;
};

export const TopicForm = ({ category, submissionId, name, form }: Props) => (
  <>
    <SentBefore form={form} />
    <Form
      action={newTopicAction(category.slug)}
      opened={{ submissionId: openedWith(form, "submissionId", submissionId) }}
      adding={{ form }}
    >
      <ReadersNote readers={category.readers} name={name} />
      <TextField name="title" label="Title" hint="What it is about, in a few words." form={form} />
      <MessageField label="Message" form={form} />
      <NamelessField label={category.namelessAs} form={form} />
      <PatientDetails form={form} />
      <Button>{form?.sent ? "Post it as a new topic" : "Post topic"}</Button>
    </Form>
  </>
);
