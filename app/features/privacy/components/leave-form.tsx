import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { When } from "~/components/ui/when";

type Props = {
  hasPosts: boolean;
  /** When it would be done. */
  dueAt: string;
  /** What goes, what stays and why, until when backups last. */
  outcome: readonly string[];
  form?: FormState;
};

const POSTS = [
  {
    value: "keep",
    label: "Keep them, without my name",
    hint: "Others can still read the answers, without your pictures and files. Example: “Former member: We moved the phones to two queues in March.”",
  },
  {
    value: "delete",
    label: "Remove them",
    hint: "Example: “This post was removed by its author.” Answers of others stay, and may be hard to understand without yours.",
  },
];

/** Leaving, with all that it means said before it is asked. */
export const LeaveForm = ({ hasPosts, dueAt, outcome, form }: Props) => (
  <>
    <Breadcrumbs crumbs={["/account"]} />
    <PageTitle form={form} intro="Your account is closed and your details are erased, after seven days in which you can change your mind.">
      Leave
    </PageTitle>
    <p>
      Only tired of email? <a href="/account/newsletters">Stop newsletters</a>, <a href="/account/reach">stop notifications</a>, or{" "}
      <a href="/account/privacy/restrict">stop all use of your details</a>, and stay.
    </p>
    <h2>What happens when</h2>
    <ul>
      <li>At once: we send you nothing any more, but what concerns your rights and the safety of your account.</li>
      <li>
        Until <When at={dueAt} />: you can sign in and press “Stay”. Everything is as it was then.
      </li>
      <li>After that: your account is closed, and you get a receipt. Then everything is erased, within a day.</li>
    </ul>
    <h2>What goes and what stays</h2>
    {outcome.map((text) => (
      <p key={text}>{text}</p>
    ))}
    <p>
      You may want <a href="/account/privacy/copy">a copy of everything</a> first. It lists your pictures and files: save those one by one.
    </p>
    <Form action="/account/leave" hidden={hasPosts ? {} : { posts: "keep" }}>
      {hasPosts ? (
        <Radios name="posts" label="What becomes of what you wrote in the forum?" choices={POSTS} initial="keep" form={form} />
      ) : null}
      <ButtonRow>
        <Button look="warning">Leave</Button>
        <a href="/account">Cancel</a>
      </ButtonRow>
    </Form>
  </>
);
