import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";
import { type TakenOut, TakenOutNote } from "~/features/guard/components/taken-out";

export type ThreadMessage = {
  number: number;
  kind: "question" | "reply" | "note";
  html: string;
  createdAt: string;
  author: string | null;
  /** What became of the mail, in words. */
  mail: string | null;
} & TakenOut;

const KINDS = { question: "asked", reply: "replied", note: "noted for colleagues" };

type Props = { path: string; messages: readonly ThreadMessage[]; askedBy: string | null };

/** What was written, the first first. Text stands as it was typed: nothing in it is markup, but its addresses are links. */
export const EnquiryThread = ({ path, messages, askedBy }: Props) => (
  <section aria-labelledby="messages">
    <h2 id="messages">What was written</h2>
    {messages.map(({ number, kind, html, createdAt, author, mail, ...of }) => (
      <article key={number} className="pn-post" aria-label={`Message ${number}`}>
        <p className="pn-meta">
          <strong>{kind === "question" ? (askedBy ?? "Somebody") : (author ?? "The portal")}</strong> {KINDS[kind]} on{" "}
          <When at={createdAt} time />
          {mail ? ` · ${mail}` : null}
        </p>
        <TakenOutNote of={of} />
        {of.takenOutAt ? null : (
          <>
            <Prose html={html} typed />
            <p className="pn-meta">
              <a href={`${path}/messages/${number}/take-out`}>
                Take this text out<span className="nhsuk-u-visually-hidden">: message {number}</span>
              </a>
            </p>
          </>
        )}
      </article>
    ))}
  </section>
);
