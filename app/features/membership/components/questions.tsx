import { When } from "~/components/ui/when";

type Question = { question: string; askedAt: string; askedBy?: string | null; answer: string | null; answeredAt: string | null };

/** What was asked, and answered, in order. */
export const Questions = ({ questions }: { questions: readonly Question[] }) => (
  <ol className="pn-rows">
    {questions.map(({ question, askedAt, askedBy, answer, answeredAt }) => (
      <li key={askedAt} className="pn-row">
        <p className="pn-meta">
          {askedBy ? `${askedBy} asked on ` : "We asked on "}
          <When at={askedAt} />
        </p>
        <p className="pn-source">{question}</p>
        {answer && answeredAt ? (
          <>
            <p className="pn-meta">
              Answered on <When at={answeredAt} />
            </p>
            <p className="pn-source">{answer}</p>
          </>
        ) : (
          <p className="pn-meta">Not answered yet</p>
        )}
      </li>
    ))}
  </ol>
);
