import { Prose } from "~/components/ui/prose";
import { When } from "~/components/ui/when";

export type ThreadMessage = {
  number: number;
  kind: "question" | "reply" | "note";
  html: string;
  createdAt: string;
  author: string | null;
  /** What became of the mail, in words. */
  mail: string | null;
};

const KINDS = { question: "asked", reply: "replied", note: "noted for colleagues" };

/** What was written, the first first. Text stands as it was typed: nothing in it is markup, but its addresses are links. */
export const EnquiryThread = ({ messages, askedBy }: { messages: readonly ThreadMessage[]; askedBy: string | null }) => (
  <section aria-labelledby="messages">
    <h2 id="messages">What was written</h2>
    {messages.map(({ number, kind, html, createdAt, author, mail }) => (
      <article key={number} className="pn-post" aria-label={`Message ${number}`}>
        <p className="pn-meta">
          <strong>{kind === "question" ? (askedBy ?? "Somebody") : (author ?? "The portal")}</strong> {KINDS[kind]} on{" "}
          <When at={createdAt} time />
          {mail ? ` · ${mail}` : null}
        </p>
        <Prose html={html} typed />
      </article>
    ))}
  </section>
);
