import { Form } from "~/components/forms/form";
import { type FormState, openedWith } from "~/components/forms/form-state";
import { TextArea } from "~/components/forms/text-area";
import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { cleanUpFormPath, staffCleanUpPath } from "~/features/forum/clean-up/clean-up-words";
import { staffHeldPath } from "~/features/forum/held/held.policy";
import { placeWords, reportedPath } from "~/features/forum/moderation/moderation-words";
import { REASONS } from "~/features/forum/reports/report.schema";
import { staffMemberPath } from "~/features/forum/sanctions/sanction-words";
import type { Moment } from "../types";
import { HeldState } from "./held-record";
import { memberPath } from "./member-name";
import { ModerationTable } from "./moderation-table";
import { SanctionForm } from "./sanction-form";
import { SanctionTable } from "./sanction-record";

type Paged<T> = { rows: readonly T[]; next: string | null };
type Reported = {
  topic: { code: string; title: string; page: string | null };
  number: number;
  reports: number;
  reasons: (keyof typeof REASONS)[];
  waiting: boolean;
  latest: Moment;
};

type Held = {
  code: string;
  title: string | null;
  heldAt: Moment;
  state: "waiting" | "through" | "declined";
  why: "words" | "newcomer";
  words: readonly string[];
};

type Props = {
  member: { ref: string; name: string; hasPage: boolean };
  sanctions: Paged<Parameters<typeof SanctionTable>[0]["sanctions"][number]>;
  cleanUps: Paged<{ code: string; reason: string; at: Moment; undoneAt: Moment | null }>;
  notes: Paged<{ code: string; note: string; notedAt: Moment; by: string | null }>;
  held: Paged<Held>;
  acts: Paged<Parameters<typeof ModerationTable>[0]["acts"][number]>;
  reports: Paged<Reported>;
  canned: readonly { words: string }[];
  submissionId: string;
  form?: FormState;
};

/** What moderators know of a member, and what they can do. */
export function MemberRecord({ member, sanctions, cleanUps, notes, held, acts, reports, canned, submissionId, form }: Props) {
  const path = staffMemberPath(member.ref);
  const more = (name: string, what: string, next: string | null) => (
    <NextPrevious label={what} previous={null} next={next ? `${path}?${name}=${next}` : null} nextText="Older" />
  );
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle form={form}>{member.name} in the forum</PageTitle>
      <p>
        For moderators.{" "}
        {member.hasPage ? <a href={memberPath(member.ref)}>The page that members see</a> : "They have no page that you can see."}
      </p>
      <h2>Warnings and limits</h2>
      {sanctions.rows.length > 0 ? (
        <SanctionTable caption="Warnings and limits, the latest first" sanctions={sanctions.rows} />
      ) : (
        <EmptyState text="None." />
      )}
      {more("sanctions", "More warnings and limits", sanctions.next)}
      <SanctionForm member={member} reasons={canned} form={form} />
      <h2>Clean up</h2>
      <p>
        <a href={cleanUpFormPath(member.ref)}>Remove much of what they posted at once</a>: you see first what that does, and it can be
        undone.
      </p>
      {cleanUps.rows.length > 0 ? (
        <ul className="pn-rows">
          {cleanUps.rows.map(({ code, reason, at, undoneAt }) => (
            <li key={code}>
              <p>
                <a href={staffCleanUpPath(code)}>
                  Removed at once, <When at={at} time />
                </a>
                {undoneAt ? ", put back since" : null}
              </p>
              <p className="pn-meta">{reason}</p>
            </li>
          ))}
        </ul>
      ) : null}
      {more("clean-ups", "More that was removed at once", cleanUps.next)}
      <h2>Notes</h2>
      {notes.rows.length > 0 ? (
        <ul className="pn-rows">
          {notes.rows.map(({ code, note, notedAt, by }) => (
            <li key={code}>
              <p className="pn-source">{note}</p>
              <p className="pn-meta">
                <When at={notedAt} time />
                {by ? `, by ${by}` : null}
              </p>
              <Form action={`${path}/notes/${code}/remove`}>
                <Button look="link" hidden={`of ${member.name}`}>
                  Remove this note
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState text="None." />
      )}
      {more("notes", "More notes", notes.next)}
      <Form action={`${path}/note`} opened={{ submissionId: openedWith(form, "submissionId", submissionId) }}>
        <TextArea
          name="note"
          label="Add a note"
          hint="Every moderator reads it, and they can read it in their copy of their data. Repeat nothing from places that not all moderators can read."
          rows={3}
          form={form}
        />
        <Button look="secondary">Keep the note</Button>
      </Form>
      <h2>Waiting or declined</h2>
      <p>Of what they posted under their name, where you can read the place.</p>
      {held.rows.length > 0 ? <HeldTable held={held.rows} /> : <EmptyState text="Nothing." />}
      {more("held", "More that waits or was declined", held.next)}
      <h2>What moderators did to their posts</h2>
      <p>To the latest of their posts, as far as you can read them.</p>
      {acts.rows.length > 0 ? <ModerationTable acts={acts.rows} /> : <EmptyState text="Nothing." />}
      {more("acts", "More acts", acts.next)}
      <h2>Posts of theirs that were reported</h2>
      {reports.rows.length > 0 ? <ReportedTable reports={reports.rows} /> : <EmptyState text="None." />}
      {more("reports", "More reported posts", reports.next)}
    </>
  );
}

const HeldTable = ({ held }: { held: readonly Held[] }) => (
  <Table
    caption="Waiting or declined, the latest first"
    captionHidden
    columns={[
      { heading: "Post", cell: ({ code, title }) => <a href={staffHeldPath(code)}>{title ?? "A reply or comment"}</a> },
      { heading: "For", cell: ({ why, words }) => (why === "newcomer" ? "A first post" : words.map((word) => `“${word}”`).join(", ")) },
      { heading: "Sent", cell: ({ heldAt }) => <When at={heldAt} time /> },
      { heading: "State", cell: ({ state }) => <HeldState state={state} /> },
    ]}
    rows={held}
    rowKey={({ code }) => code}
  />
);

const ReportedTable = ({ reports }: { reports: readonly Reported[] }) => (
  <Table
    caption="Reported posts, the latest first"
    captionHidden
    columns={[
      { heading: "Post", cell: (post) => <a href={reportedPath(post)}>{placeWords(post)}</a> },
      { heading: "Reports", isNumber: true, cell: ({ reports }) => reports },
      { heading: "For", cell: ({ reasons }) => reasons.map((reason) => REASONS[reason].label).join(", ") },
      { heading: "Latest", cell: ({ latest }) => <When at={latest} time /> },
      { heading: "State", cell: ({ waiting }) => (waiting ? "Waits" : "Decided") },
    ]}
    rows={reports}
    rowKey={({ topic, number }) => `${topic.code}.${number}`}
  />
);
