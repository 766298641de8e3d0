import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import type { ApplicationState } from "../types";
import { Neighbours } from "./neighbours";
import { Questions } from "./questions";
import { ApplicationTag } from "./state-tag";

type Props = {
  application: {
    ref: string;
    state: ApplicationState;
    jobTitle: string;
    organisation: string;
    known: { name: string; odsCode: string | null } | null;
    interests: string[];
    address: string | null;
    createdAt: string;
    provenAt: string | null;
    decidedAt: string | null;
    decidedBy: string | null;
    decisionReason: string | null;
    questions: Parameters<typeof Questions>[0]["questions"];
    others: readonly { code: string; state: ApplicationState; createdAt: string }[];
    namesakes: Parameters<typeof Neighbours>[0]["people"];
    colleagues: Parameters<typeof Neighbours>[0]["people"];
  };
};

/** What helps to decide: what was typed, what is known about the place, what was asked, and who else may be meant. */
export function ApplicationRecord({ application }: Props) {
  const { known, decidedAt, decidedBy, decisionReason, questions, others, namesakes, colleagues } = application;
  return (
    <>
      <SummaryList
        rows={[
          { label: "State", value: <ApplicationTag state={application.state} /> },
          { label: "Reference", value: <a href={`/admin/members/${application.ref}`}>{application.ref}</a> },
          { label: "Job title", value: application.jobTitle },
          { label: "Organisation, as typed", value: application.organisation },
          { label: "Known as", value: known ? [known.name, known.odsCode].filter(Boolean).join(", ") : "Not in our list" },
          { label: "Email address", value: application.address },
          { label: "Interests", value: application.interests.join(", ") },
          { label: "Applied", value: <When at={application.createdAt} time /> },
          { label: "Address confirmed", value: application.provenAt ? <When at={application.provenAt} time /> : null },
          ...(decidedAt ? [{ label: "Decided", value: <Decided at={decidedAt} by={decidedBy} /> }] : []),
          ...(decisionReason ? [{ label: "Reason given", value: <span className="pn-source">{decisionReason}</span> }] : []),
        ]}
      />
      {questions.length > 0 ? (
        <section aria-labelledby="questions">
          <h2 id="questions">Questions</h2>
          <Questions questions={questions} />
        </section>
      ) : null}
      {others.length > 0 ? (
        <section aria-labelledby="others">
          <h2 id="others">Other applications of this person</h2>
          <ul>
            {others.map(({ code, state, createdAt }) => (
              <li key={code}>
                <a href={`/admin/applications/${code}`}>
                  Of <When at={createdAt} />
                </a>{" "}
                <ApplicationTag state={state} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {namesakes.length > 0 ? (
        <Neighbours caption="Others with the same name: not the same person, unless they say so" place="Organisation" people={namesakes} />
      ) : null}
      {colleagues.length > 0 ? <Neighbours caption="Others who work there" place="Job title" people={colleagues} /> : null}
    </>
  );
}

const Decided = ({ at, by }: { at: string; by: string | null }) => (
  <>
    <When at={at} time />
    {by ? `, by ${by}` : ""}
  </>
);
