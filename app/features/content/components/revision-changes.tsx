import { Details } from "~/components/ui/details";
import { Prose } from "~/components/ui/prose";
import type { Change } from "~/features/content/revisions/compare-texts";
import { TextChanges } from "./text-changes";

type Part = { name: string; changes: readonly Change[] | null; html?: string };

/** Two saved texts of a page, part by part: where readers get more than words, as they get it, and as it was typed. */
export const RevisionChanges = ({ parts }: { parts: readonly Part[] }) => (
  <>
    {parts.map(({ name, changes, html }) => (
      <section key={name} aria-label={name}>
        <h2>{name}</h2>
        {html ? (
          <div className="pn-preview pn-compared">
            <Prose html={html} />
          </div>
        ) : null}
        {changes && html ? (
          <Details summary="As it was typed">
            <TextChanges changes={changes} />
          </Details>
        ) : null}
        {changes && !html ? <TextChanges changes={changes} /> : null}
        {changes ? null : <p>Not changed.</p>}
      </section>
    ))}
  </>
);
