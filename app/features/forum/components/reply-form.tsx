import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { Looked } from "~/components/forms/preview";
import { SendRow } from "~/components/forms/send-row";
import { SentBefore } from "~/components/forms/sent-before";
import { InsetText } from "~/components/ui/inset-text";
import type { ReplyBlocker } from "~/features/forum/topics/topic.policy";
import { REPLY_REFUSALS } from "~/features/forum/topics/topic.policy";
import type { Readers, Sanction } from "../types";
import { MessageField } from "./message-field";
import { NamelessField } from "./nameless-field";
import { PollFields, PollPreview } from "./poll-fields";
import { ReadersNote } from "./readers-note";
import { SanctionNote } from "./sanction-note";
import { WatchedWords } from "./watched-words";

export const replyAction = (topic: string) => `/forum/topics/${topic}/replies`;

type Props = {
  topic: { code: string; readers: Readers; namelessAs: string | null; isNamelessHere: boolean; sanction: Sanction | null };
  blocker: ReplyBlocker | null;
  /** Goes with the form, so that sending it twice makes one post. */
  submissionId: string;
  /** The name that the reply appears under. */
  name: string;
  /** What was asked to be quoted. */
  added?: string;
  form?: FormState;
};

/** The form at the end of a topic, or the sentence that says why there is none. */
export function ReplyForm({ topic, blocker, submissionId, name, added, form }: Props) {
  if (blocker === "sanctioned" && topic.sanction) return <SanctionNote sanction={topic.sanction} />;
  if (blocker) return <NoReply topic={topic.code} blocker={blocker} />;

  return (
    <section id="reply" aria-labelledby="reply-heading">
      <h2 id="reply-heading" className="nhsuk-heading-m">
        Reply
      </h2>
      {topic.sanction ? <SanctionNote sanction={topic.sanction} /> : null}
      <SentBefore form={form} />
      <Looked form={form}>
        <PollPreview form={form} />
      </Looked>
      <Form action={replyAction(topic.code)} opened={{ submissionId: openedWith(form, "submissionId", submissionId) }} adding={{ form }}>
        <ReadersNote readers={topic.readers} name={name} mayBeNameless={topic.namelessAs !== null} />
        <MessageField label="Your reply" place={{ topic: topic.code }} added={added} form={form} />
        <PollFields form={form} />
        <NamelessField label={topic.namelessAs} isBegun={topic.isNamelessHere} form={form} />
        <PatientDetails form={form} />
        <WatchedWords form={form} />
        <SendRow form={form}>{form?.sent ? "Post it as a new reply" : "Post reply"}</SendRow>
      </Form>
    </section>
  );
}

const NoReply = ({ topic, blocker }: { topic: string; blocker: ReplyBlocker }) => (
  <InsetText>
    <p>
      {blocker === "signed-out" ? (
        <a href={`/sign-in?next=${encodeURIComponent(`/forum/topics/${topic}`)}`}>Sign in to reply</a>
      ) : (
        REPLY_REFUSALS[blocker]
      )}
    </p>
  </InsetText>
);
