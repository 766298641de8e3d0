import { Checkboxes } from "~/components/forms/checkboxes";
import { DateField } from "~/components/forms/date-field";
import { Form } from "~/components/forms/form";
import type { FormState } from "~/components/forms/form-state";
import { Radios } from "~/components/forms/radios";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { PageTitle } from "~/components/layout/page-title";
import { BackLink } from "~/components/ui/back-link";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { InsetText } from "~/components/ui/inset-text";
import { NextPrevious } from "~/components/ui/next-previous";
import { CLEAN_UP_REFUSALS } from "~/features/forum/clean-up/clean-up.policy";
import { cleanUpFormPath } from "~/features/forum/clean-up/clean-up-words";
import { staffMemberPath } from "~/features/forum/sanctions/sanction-words";
import { formatDate } from "~/lib/dates";
import { quoted } from "~/lib/quoted";
import type { Moment } from "../types";
import { ReasonField } from "./reason-field";
import { SANCTION_CHOICES, UntilField } from "./sanction-form";

type Member = { ref: string; name: string };
type Choosing = {
  member: Member;
  posts: readonly {
    title: string;
    path: string;
    place: { topic: { code: string }; number: number };
    opening: string | null;
    createdAt: Moment;
  }[];
  held: readonly { code: string; title: string | null; heldAt: Moment }[];
  after: string | null;
  next: string | null;
  form?: FormState;
};

/** What of a member's posts is removed: all, since a day, or what is ticked. Nothing is done yet. */
export function ChooseCleanUp({ member, posts, held, after, next, form }: Choosing) {
  const path = cleanUpFormPath(member.ref);
  const waiting = held.map(({ code, title, heldAt }) => ({
    value: code,
    label: title ?? "A reply or comment",
    hint: `Waits for a moderator since ${formatDate(heldAt)}.`,
  }));
  const written = posts.map(({ title, place, opening, createdAt }) => ({
    value: `${place.topic.code}.${place.number}`,
    label: `Post ${place.number} in ${quoted(title)}, ${formatDate(createdAt)}`,
    hint: opening ?? "Hidden until a moderator looked.",
  }));
  const choices = [...waiting, ...written];
  return (
    <>
      <BackLink href={staffMemberPath(member.ref)}>{`Back to ${member.name} in the forum`}</BackLink>
      <PageTitle form={form}>Clean up what {member.name} posted</PageTitle>
      <p>You choose here, and see on the next page what would be removed. What you cannot read is not listed and stays.</p>
      <Form action={path} method="get">
        <Radios
          name="which"
          label="What is removed?"
          choices={[
            { value: "all", label: "Everything they posted" },
            { value: "since", label: "Everything since a day" },
            { value: "ticked", label: "What you tick below" },
          ]}
          form={form}
        />
        <DateField name="since" label="Since the start of" hint="For example, 31 3 2026. Only for “Everything since a day”." form={form} />
        {choices.length > 0 ? (
          <Checkboxes
            name="items"
            label="Their posts, the newest first"
            hint="Only for “What you tick below”, of this page."
            choices={choices}
            form={form}
          />
        ) : (
          <EmptyState text="There is nothing of theirs here that you can read." />
        )}
        <Button>See what that removes</Button>
      </Form>
      <NextPrevious
        label="More of their posts"
        previous={after ? path : null}
        previousText="Newest"
        next={next ? `${path}?after=${next}` : null}
        nextText="Older"
      />
    </>
  );
}

type Counts = { topics: number; begun: number; others: number; replies: number; held: number; isMore: boolean };
type Preview = {
  member: Member;
  counts: Counts;
  reasons: readonly { words: string }[];
  action: string;
  submissionId: string;
  form?: FormState;
};

/** What removing it does, and the form that does it. */
export function PreviewCleanUp({ member, counts, reasons, action, submissionId, form }: Preview) {
  const back = cleanUpFormPath(member.ref);
  const title = `Remove these posts of ${member.name}?`;
  const all = counts.topics + counts.begun + counts.replies + counts.held;
  if (all === 0)
    return (
      <>
        <BackLink href={back} />
        <PageTitle form={form}>{title}</PageTitle>
        <InsetText>{CLEAN_UP_REFUSALS.nothing}</InsetText>
      </>
    );
  return (
    <ConfirmPage title={title} action={action} button="Remove all of this" back={back} opened={{ submissionId }} form={form}>
      <h2>What goes</h2>
      <ul>
        {goes(counts).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {counts.isMore ? <p>There are more than 1,000: all of them are removed, and these are the counts of the first.</p> : null}
      <h2>What stays</h2>
      <ul>
        {counts.begun > 0 ? (
          <li>
            {count(counts.others, "post", "posts")} of others in the topics that {member.name} began. To remove such a topic with all that
            is in it, use “Remove” in the topic.
          </li>
        ) : null}
        <li>What is in places that you cannot read. A moderator there decides about it.</li>
        <li>What anybody posted without their name. Nobody is told here whose it is; each is moderated by itself.</li>
        <li>What waits because its writer appealed: another moderator decides.</li>
      </ul>
      <p>
        It takes a moment, and can be undone at once. {member.name} is told once, with your reason, and can appeal about each post. Who
        reported some of it is told once.
      </p>
      <ReasonField
        label="Why?"
        hint="They are told these words, and every moderator can read them: repeat nothing from places that not all moderators can read."
        rows={4}
        reasons={reasons}
        form={form}
      />
      <Radios
        name="kind"
        label="Do you do something else with it?"
        choices={[{ value: "none", label: "No" }, ...SANCTION_CHOICES]}
        initial="none"
        form={form}
      />
      <UntilField form={form} />
    </ConfirmPage>
  );
}

const count = (number: number, one: string, many: string) => `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;

const goes = ({ topics, begun, replies, held }: Counts): string[] =>
  [
    topics > 0 && `${count(topics, "topic", "topics")} in which nothing of anybody else stands, as a whole`,
    begun > 0 && `The title and first post of ${count(begun, "topic", "topics")} in which others wrote`,
    replies > 0 && count(replies, "reply or comment", "replies and comments"),
    held > 0 && `${count(held, "post", "posts")} that ${held === 1 ? "waits" : "wait"} for a moderator: declined`,
  ].filter((line) => line !== false);
