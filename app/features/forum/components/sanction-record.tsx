import { SummaryList } from "~/components/ui/summary-list";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { SANCTION_NAMES, sanctionPath, staffSanctionPath, untilWords } from "~/features/forum/sanctions/sanction-words";
import type { Moment, SanctionKind } from "../types";

type Shown = {
  kind: SanctionKind;
  reason: string;
  at: Moment;
  endsAt: Moment | null;
  acknowledgedAt: Moment | null;
  reviewedAt: Moment | null;
  appeal: string | null;
  appealedAt: Moment | null;
  decision: "upheld" | "undone" | null;
  decidedAt: Moment | null;
  decisionWhy: string | null;
  endedAs: "lifted" | "undone" | null;
  endedAt: Moment | null;
  endedWhy: string | null;
  isOwn: boolean;
  /** Only told to staff. */
  moderator: string | null;
  decider: string | null;
  ender: string | null;
};

/** What was decided about a member, why, and what came of it. */
export const SanctionRecord = ({ sanction: s }: { sanction: Shown }) => (
  <SummaryList
    rows={[
      { label: "Decided", value: <Said at={s.at} by={s.moderator} /> },
      ...(s.kind === "warned" ? [] : [{ label: "Until", value: s.endsAt ? <When at={s.endsAt} /> : "A moderator lifts it" }]),
      { label: "Reason", value: <span className="pn-source">{s.reason}</span> },
      ...(s.acknowledgedAt ? [{ label: "Read", value: <When at={s.acknowledgedAt} time /> }] : []),
      ...(s.reviewedAt && !s.isOwn ? [{ label: "Looked at again", value: <When at={s.reviewedAt} time /> }] : []),
      ...(s.appeal && s.appealedAt ? [{ label: "Appeal", value: <Said at={s.appealedAt} words={s.appeal} /> }] : []),
      ...(s.decision === "upheld" && s.decidedAt
        ? [{ label: "Appeal decided: it stands", value: <Said at={s.decidedAt} by={s.decider} words={s.decisionWhy} /> }]
        : []),
      ...(s.endedAs && s.endedAt
        ? [{ label: s.endedAs === "lifted" ? "Lifted" : "Taken back", value: <Said at={s.endedAt} by={s.ender} words={s.endedWhy} /> }]
        : []),
    ]}
  />
);

const Said = ({ at, by, words }: { at: Moment; by?: string | null; words?: string | null }) => (
  <>
    <When at={at} time />
    {by ? `, by ${by}` : null}
    {words ? (
      <>
        <br />
        <span className="pn-source">{words}</span>
      </>
    ) : null}
  </>
);

type Listed = Pick<Shown, "kind" | "reason" | "at" | "endsAt" | "appealedAt" | "decision" | "endedAs"> & {
  code: string;
  isStanding: boolean;
  member: string | null;
};

/** `names`: of several members, to moderators; without, of one member, to moderators or, with `isOwn`, to them. */
type Props = { caption: string; sanctions: readonly Listed[]; names?: boolean; isOwn?: boolean };

export const SanctionTable = ({ caption, sanctions, names = false, isOwn = false }: Props) => (
  <Table
    caption={caption}
    captionHidden={!names}
    columns={[
      {
        heading: "What",
        cell: ({ code, kind, member }) => (
          <a href={isOwn ? sanctionPath(code) : staffSanctionPath(code)}>
            {names ? `${SANCTION_NAMES[kind]} of ${member ?? "a member"}` : SANCTION_NAMES[kind]}
          </a>
        ),
      },
      { heading: "Reason", cell: ({ reason }) => reason },
      { heading: "When", cell: ({ at }) => <When at={at} time /> },
      { heading: "Until", cell: ({ kind, endsAt }) => (kind === "warned" ? "It is read" : untilWords(endsAt).replace(/^until /, "")) },
      { heading: "State", cell: (sanction) => <State {...sanction} /> },
    ]}
    rows={sanctions}
    rowKey={({ code }) => code}
  />
);

function State({ endedAs, decision, appealedAt, isStanding }: Listed) {
  if (endedAs) return <Tag tone="grey">{endedAs === "lifted" ? "Lifted" : "Taken back"}</Tag>;
  if (appealedAt && !decision) return <Tag tone="yellow">Appealed</Tag>;
  return isStanding ? <Tag>Standing</Tag> : <Tag tone="grey">Over</Tag>;
}
