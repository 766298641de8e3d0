import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { useDraft, useKeptForm } from "~/components/forms/kept-form";
import { PatientDetails } from "~/components/forms/patient-details";
import { SentBefore } from "~/components/forms/sent-before";
import { TextArea } from "~/components/forms/text-area";
import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { Details } from "~/components/ui/details";
import { CATEGORIES, type Category, type Queue } from "../categories";
import { type EnquiryState, replyBlocker } from "../enquiry.policy";
import { EnquirySummary } from "./enquiry-summary";
import { EnquiryThread, type ThreadMessage } from "./enquiry-thread";

export type EnquiryView = {
  reference: string;
  category: Category;
  queue: Queue;
  state: EnquiryState;
  typedName: string | null;
  createdAt: string;
  dueAt: string;
  closedAt: string | null;
  owner: string | null;
  isMine: boolean;
  isOverdue: boolean;
  person: { ref: string; name: string | null } | null;
  address: string | null;
  messages: readonly ThreadMessage[];
  /** Go with the two forms, so that sending one twice writes once. */
  submissionIds: { reply: string; note: string };
};

/** One enquiry for those who work on it: how it stands, what was written, what can be done. */
export function EnquiryPage({ enquiry, form }: { enquiry: EnquiryView; form?: FormState }) {
  const { reference, category, messages } = enquiry;
  const path = `/admin/enquiries/${reference}`;
  const isNote = form !== undefined && "note" in { ...form.errors, ...form.values };
  const hasNote = [useKeptForm({ paths: [`${path}/note`], hidden: {} }), useDraft(`${path}/note`)].some(Boolean);
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/enquiries"]} />
      <PageTitle form={form} caption={`Enquiry ${reference}`}>
        {CATEGORIES[category].label}
      </PageTitle>
      <EnquirySummary enquiry={enquiry} path={path} />
      <EnquiryThread path={path} messages={messages} askedBy={enquiry.person?.name ?? enquiry.typedName} />
      {enquiry.state === "closed" ? (
        <>
          {/* notes are kept also then */}
          {isNote ? <NoteForm path={path} submissionId={enquiry.submissionIds.note} form={form} /> : null}
          <Form action={`${path}/reopen`}>
            <Button look="secondary">Open it again</Button>
          </Form>
        </>
      ) : (
        <>
          {replyBlocker(enquiry) ? null : <ReplyForm path={path} enquiry={enquiry} form={isNote ? undefined : form} />}
          <Details summary="Write a note for colleagues" open={isNote || hasNote}>
            <NoteForm path={path} submissionId={enquiry.submissionIds.note} form={isNote ? form : undefined} />
          </Details>
          <ButtonRow>
            <Form action={`${path}/close`}>
              <Button look="secondary">Close the enquiry</Button>
            </Form>
          </ButtonRow>
        </>
      )}
    </>
  );
}

const ReplyForm = ({ path, enquiry, form }: { path: string; enquiry: EnquiryView; form?: FormState }) => (
  <section aria-labelledby="reply">
    <h2 id="reply">Reply</h2>
    <SentBefore form={form} />
    <Form
      action={`${path}/reply`}
      opened={{
        submissionId: openedWith(form, "submissionId", enquiry.submissionIds.reply),
        last: openedWith(form, "last", String(enquiry.messages.length)),
      }}
    >
      <TextArea name="body" label="Your reply" hint="Plain text. It is mailed to them and kept here." form={form} />
      <PatientDetails form={form} />
      <Button>{form?.sent ? "Send it as a new reply" : "Send reply"}</Button>
    </Form>
  </section>
);

const NoteForm = ({ path, submissionId, form }: { path: string; submissionId: string; form?: FormState }) => (
  <>
    <SentBefore form={form} />
    <Form action={`${path}/note`} opened={{ submissionId: openedWith(form, "submissionId", submissionId) }}>
      <TextArea
        name="note"
        label="Note"
        hint="It is not mailed. It is in the copy of their data that they can ask for."
        rows={4}
        form={form}
      />
      <PatientDetails form={form} />
      <Button look="secondary">{form?.sent ? "Keep it as a new note" : "Keep the note"}</Button>
    </Form>
  </>
);
