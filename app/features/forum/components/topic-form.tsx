import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { Looked } from "~/components/forms/preview";
import { SendRow } from "~/components/forms/send-row";
import { SentBefore } from "~/components/forms/sent-before";
import { TextField } from "~/components/forms/text-field";
import type { Readers } from "../types";
import { MessageField } from "./message-field";
import { ReadersNote } from "./readers-note";

export const newTopicAction = (category: string) => `/forum/${category}/new`;

type Props = { category: { slug: string; readers: Readers }; submissionId: string; name: string; form?: FormState };

export const TopicForm = ({ category, submissionId, name, form }: Props) => (
  <>
    <SentBefore form={form} />
    <Looked form={form} />
    <Form
      action={newTopicAction(category.slug)}
      opened={{ submissionId: openedWith(form, "submissionId", submissionId) }}
      adding={{ form }}
    >
      <ReadersNote readers={category.readers} name={name} />
      <TextField name="title" label="Title" hint="What it is about, in a few words." form={form} />
      <MessageField label="Message" place={{ category: category.slug }} form={form} />
      <PatientDetails form={form} />
      <SendRow form={form}>{form?.sent ? "Post it as a new topic" : "Post topic"}</SendRow>
    </Form>
  </>
);
