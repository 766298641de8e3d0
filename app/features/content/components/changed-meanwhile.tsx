import { Details } from "~/components/ui/details";
import { When } from "~/components/ui/when";
import type { Change } from "~/features/content/revisions/compare-texts";
import type { Moment } from "../types";
import { RevisionChanges } from "./revision-changes";

type Props = {
  current: { title: string; summary: string; teaser: string | null; body: string; savedBy: string | null; savedAt: Moment };
  parts: readonly { name: string; changes: readonly Change[] | null }[];
};

/** What somebody else saved meanwhile, above one's own text: nothing of either is lost. */
export const ChangedMeanwhile = ({ current, parts }: Props) => (
  <section aria-labelledby="theirs">
    <h2 id="theirs">What is saved now</h2>
    <p className="pn-meta">
      Saved by {current.savedBy ?? "somebody"} on <When at={current.savedAt} time />
    </p>
    <Details summary="Their text" open>
      <p>
        <strong>{current.title}</strong>
      </p>
      <p>{current.summary}</p>
      {current.teaser ? <p>{current.teaser}</p> : null}
      <pre className="pn-source">{current.body}</pre>
    </Details>
    <Details summary="What yours would change in theirs">
      <RevisionChanges parts={parts} />
    </Details>
    <h2>Your text</h2>
  </section>
);
