import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { PatientDetails } from "~/components/forms/patient-details";
import { TextArea } from "~/components/forms/text-area";
import { PageTitle } from "~/components/layout/page-title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { NextPrevious } from "~/components/ui/next-previous";
import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import { editPath } from "~/features/content/pages/edit-path";
import type { Moment } from "../types";
import { AskedLine } from "./draft-review";

type Comment = { nth: number; number: number; sentBack: boolean; body: string; writtenAt: Moment; writtenBy: string | null };
type Props = {
  page: { code: string; title: string; summary: string; teaser: string | null; bodyHtml: string; version: number };
  /** Who waits for a review; null where nobody does. */
  asked: { at: Moment; by: string | null } | null;
  /** Whoever looks wrote the text. */
  isOwn: boolean;
  /** Readers could get this text by them. */
  mayPublish: boolean;
  comments: readonly Comment[];
  next: number | null;
  isFirst: boolean;
  submissionId: string;
  form?: FormState;
};

/** The newest text of a page, and beside it what its editors say to each other about it. */
export const DraftComments = ({ page, asked, isOwn, mayPublish, comments, next, isFirst, submissionId, form }: Props) => {
  const to = (act?: string) => editPath(page.code, act);
  const version = String(page.version);
  return (
    <>
      <BackLink href={to()}>Back to the page</BackLink>
      <PageTitle form={form} caption="Draft and comments" intro={page.summary}>
        {page.title}
      </PageTitle>
      {asked ? (
        <p>
          <AskedLine asked={asked} />
        </p>
      ) : null}
      <article aria-label={`Text number ${page.version}`}>
        <Prose html={page.bodyHtml} />
      </article>
      {page.teaser ? <p className="pn-meta">Teaser: {page.teaser}</p> : null}
      {mayPublish ? (
        <Form action={to("publish")} opened={{ version }}>
          <ButtonRow>
            <Button>{asked && !isOwn ? "Approve and publish" : "Publish"}</Button>
          </ButtonRow>
        </Form>
      ) : null}
      <section aria-labelledby="comments">
        <h2 id="comments">Comments</h2>
        <p className="pn-meta">Only editors read them. They are kept with the text that they are about.</p>
        {comments.length === 0 ? <p>There are none yet.</p> : null}
        {comments.map(({ nth, number, sentBack, body, writtenAt, writtenBy }) => (
          <article key={nth} className="pn-post" aria-label={`Comment ${nth}`}>
            <p className="pn-meta">
              <strong>{writtenBy ?? "Somebody"}</strong> {sentBack ? "sent number" : "about number"} {number}
              {sentBack ? " back" : ""} on <When at={writtenAt} time />
            </p>
            <p className="pn-source">{body}</p>
          </article>
        ))}
        <NextPrevious
          previous={isFirst ? null : to("comments")}
          previousText="Newest comments"
          next={next ? to(`comments?after=${next}`) : null}
        />
        <Form
          action={to("comments")}
          also={asked ? [to("send-back")] : []}
          opened={{ version: openedWith(form, "version", version), submissionId: openedWith(form, "submissionId", submissionId) }}
        >
          <TextArea name="body" label="Your comment" hint="What is right, and what has to change?" rows={5} form={form} />
          <PatientDetails form={form} />
          <ButtonRow>
            <Button look="secondary">Add comment</Button>
            {asked ? (
              <Button look="secondary" to={to("send-back")}>
                Send back with comments
              </Button>
            ) : null}
          </ButtonRow>
        </Form>
      </section>
    </>
  );
};
