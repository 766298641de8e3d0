import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { Looked } from "~/components/forms/preview";
import { SendRow } from "~/components/forms/send-row";
import { SentBefore } from "~/components/forms/sent-before";
import { TextField } from "~/components/forms/text-field";
import type { Readers, Sanction, TagOfTopic } from "../types";
import { MessageField } from "./message-field";
import { NamelessField } from "./nameless-field";
import { PollFields, PollPreview } from "./poll-fields";
import { ReadersNote } from "./readers-note";
import { SanctionNote } from "./sanction-note";
import { SimilarTopics } from "./similar-topics";
import { TagsField } from "./tags-field";
import { WatchedWords } from "./watched-words";

export const newTopicAction = (category: string) => `/forum/${category}/new`;

type Props = {
  category: { slug: string; readers: Readers; namelessAs: string | null; sanction: Sanction | null; tags: readonly TagOfTopic[] };
  submissionId: string;
  name: string;
  similar: Parameters<typeof SimilarTopics>[0] | null;
  form?: FormState;
};

/** The form to begin a topic, or why there is none; with what was typed where it was refused for that. */
export function TopicForm({ category, submissionId, name, similar, form }: Props) {
  const note = category.sanction ? <SanctionNote sanction={category.sanction} /> : null;
  if (note && !form) return note;
  return (
    <>
      {note}
      <SentBefore form={form} />
      <Looked form={form}>
        <PollPreview form={form} />
      </Looked>
      <Form
        action={newTopicAction(category.slug)}
        opened={{ submissionId: openedWith(form, "submissionId", submissionId) }}
        adding={{ form }}
      >
        <ReadersNote readers={category.readers} name={name} mayBeNameless={category.namelessAs !== null} />
        <TextField name="title" label="Title" hint="What it is about, in a few words." form={form} />
        <div data-island="similar-topics" data-source="title" data-address="/forum/similar-topics" aria-live="polite">
          {similar && <SimilarTopics {...similar} />}
        </div>
        <TagsField tags={category.tags} form={form} />
        <MessageField label="Message" place={{ category: category.slug }} form={form} />
        <PollFields form={form} />
        <NamelessField label={category.namelessAs} form={form} />
        <PatientDetails form={form} />
        <WatchedWords form={form} />
        <SendRow form={form}>{form?.sent ? "Post it as a new topic" : "Post topic"}</SendRow>
      </Form>
    </>
  );
}
