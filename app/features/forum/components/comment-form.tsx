import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { Looked } from "~/components/forms/preview";
import { SendRow } from "~/components/forms/send-row";
import { SentBefore } from "~/components/forms/sent-before";
import { InsetText } from "~/components/ui/inset-text";
import type { ReplyBlocker } from "~/features/forum/topics/topic.policy";
import { COMMENT_REFUSALS } from "~/features/forum/topics/topic.policy";
import type { Readers, Sanction } from "../types";
import { MessageField } from "./message-field";
import { ReadersNote } from "./readers-note";
import { SanctionNote } from "./sanction-note";
import { WatchedWords } from "./watched-words";

/** Where a comment under a page is sent to. */
export const commentAction = (path: string) => `/comments/${path}`;

type Props = {
  /** The page's path. */
  path: string;
  readers: Readers;
  sanction: Sanction | null;
  blocker: ReplyBlocker | null;
  /** Goes with the form, so that sending it twice makes one comment. */
  submissionId: string;
  name: string;
  /** What was asked to be quoted of the comments there are. */
  added?: string;
  form?: FormState;
};

/** The form under a page, or the sentence that says why there is none. */
export function CommentForm({ path, readers, sanction, blocker, submissionId, name, added, form }: Props) {
  if (blocker === "sanctioned" && sanction) return <SanctionNote sanction={sanction} />;
  if (blocker)
    return (
      <InsetText>
        <p>
          {blocker === "signed-out" ? (
            <a href={`/sign-in?${new URLSearchParams({ next: `/${path}` })}`}>Sign in to comment</a>
          ) : (
            COMMENT_REFUSALS[blocker]
          )}
        </p>
      </InsetText>
    );

  return (
    <div id="comment">
      {sanction ? <SanctionNote sanction={sanction} /> : null}
      <SentBefore form={form} />
      <Looked form={form} />
      <Form action={commentAction(path)} opened={{ submissionId: openedWith(form, "submissionId", submissionId) }} adding={{ form }}>
        <ReadersNote readers={readers} name={name} />
        <MessageField label="Your comment" place={{ page: path }} added={added} form={form} />
        <PatientDetails form={form} />
        <WatchedWords form={form} />
        <SendRow form={form}>{form?.sent ? "Post it as a new comment" : "Post comment"}</SendRow>
      </Form>
    </div>
  );
}
