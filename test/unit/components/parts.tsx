import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Checkbox } from "~/components/forms/checkbox";
import { Checkboxes } from "~/components/forms/checkboxes";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { PasswordField } from "~/components/forms/password-field";
import { Radios } from "~/components/forms/radios";
import { TextArea } from "~/components/forms/text-area";
import { TextField } from "~/components/forms/text-field";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { PageTitle } from "~/components/layout/page-title";
import { Avatar } from "~/components/ui/avatar";
import { BackLink } from "~/components/ui/back-link";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { ButtonLink } from "~/components/ui/button-link";
import { ButtonRow } from "~/components/ui/button-row";
import { Card } from "~/components/ui/card";
import { Details } from "~/components/ui/details";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { LiveFragment } from "~/components/ui/live-fragment";
import { NextPrevious } from "~/components/ui/next-previous";
import { NoticeLine } from "~/components/ui/notice-line";
import { Pagination } from "~/components/ui/pagination";
import { Panel } from "~/components/ui/panel";
import { Progress } from "~/components/ui/progress";
import { Prose } from "~/components/ui/prose";
import { SummaryList } from "~/components/ui/summary-list";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { TaskList } from "~/components/ui/task-list";
import { When } from "~/components/ui/when";

export const wrongForm: FormState = {
  errors: {
    email: "Enter your email address",
    password: "Enter your password",
    lists: "Choose one",
    often: "Choose how often",
    agree: "Tick the box",
  },
  values: { email: "not an address", message: "Hello <b>there</b>", lists: ["second"] },
  summary: "Your form was not sent.",
};

const choices = [
  { value: "first", label: "First", hint: "The one before the second" },
  { value: "second", label: "Second" },
];

/** Every field, fresh or refused. */
export const fields = (form?: FormState) => (
  <>
    <PageTitle form={form} intro="About you.">
      Join
    </PageTitle>
    <Form action="/join" hidden={{ submissionId: "1" }}>
      <TextField name="email" label="Email address" type="email" autoComplete="email" hint="We write to it" form={form} width={20} />
      <PasswordField name="password" label="Password" autoComplete="new-password" form={form} />
      <Checkboxes name="lists" label="Newsletters" hint="Any number" choices={choices} form={form} initial={["first"]} small />
      <Radios name="often" label="How often" hint="You can change it" choices={choices} form={form} initial="first" />
      <TextArea name="message" label="Message" form={form} initial="Dear all" />
      <Checkbox name="agree" label="I agree" hint="You can stop at any time" form={form} />
      <NoticeLine purpose="to answer you" />
      <ButtonRow>
        <Button>Send</Button>
        <Button look="secondary" small name="act" value="draft">
          Save
        </Button>
        <Button look="link" hidden="the form">
          Clear
        </Button>
      </ButtonRow>
    </Form>
  </>
);

/** Every other part. */
export const parts: Record<string, ReactElement> = {
  avatar: <Avatar name="Ørjan Åse 山田" />,
  "back link": <BackLink href="/">Back</BackLink>,
  breadcrumbs: (
    <Breadcrumbs
      crumbs={[
        { title: "Home", href: "/" },
        { title: "Guidance", href: "/guidance" },
      ]}
    />
  ),
  "button link": <ButtonLink href="/register">How to join</ButtonLink>,
  card: (
    <Card title="Round-up" href="/newsletters/round-up">
      Monthly
    </Card>
  ),
  "confirm page": (
    <ConfirmPage title="Send to 4,312 people?" action="/send" button="Send to 4,312 people" back="/issue" hidden={{ version: "3" }}>
      <p>It starts at once.</p>
    </ConfirmPage>
  ),
  details: <Details summary="What this leaves out">Dispensing</Details>,
  "empty state": <EmptyState text="Topics that you watch will be listed here." />,
  "inset text": <InsetText>Nothing to do before April.</InsetText>,
  "live fragment": (
    <LiveFragment href="/progress" page="/issue">
      <Progress label="Sending" done={1234} of={5000}>
        2 minutes left
      </Progress>
    </LiveFragment>
  ),
  "next and previous": <NextPrevious previous="?before=a" next="?after=b" />,
  pagination: <Pagination page={5} pages={20} href={(page) => `?page=${page}`} />,
  panel: <Panel title="You are subscribed">The next issue comes on 1 December 2026.</Panel>,
  prose: <Prose html="<h2>Who may claim</h2><p>Anybody.</p>" />,
  "summary list": (
    <SummaryList
      rows={[
        { label: "Name", value: "Asha", action: { href: "/name", text: "Change", hidden: "name" } },
        { label: "Job", value: "" },
      ]}
    />
  ),
  table: (
    <Table
      caption="Issues"
      columns={[
        { heading: "Issue", cell: ({ name }) => <a href="/issue">{name}</a> },
        { heading: "Reached", isNumber: true, cell: ({ reached }) => reached },
      ]}
      rows={[{ name: "May", reached: 12 }]}
      rowKey={({ name }) => name}
    />
  ),
  tag: <Tag tone="green">Sent</Tag>,
  "task list": (
    <TaskList
      tasks={[
        { title: "Write", href: "/write", status: "Done" },
        { title: "Test", hint: "To yourself", status: "Not yet" },
      ]}
    />
  ),
  "text area for Markdown": <TextArea name="body" label="Page" toolbar preview="/preview" />,
  when: <When at="2026-11-21T17:30:00Z" time />,
};

export const html = (element: ReactElement) => renderToStaticMarkup(element);
