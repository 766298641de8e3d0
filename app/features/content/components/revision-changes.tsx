import type { Change } from "~/features/content/revisions/compare-texts";
import { TextChanges } from "./text-changes";

type Part = { name: string; changes: readonly Change[] | null };

/** Two saved texts of a page, part by part. */
export const RevisionChanges = ({ parts }: { parts: readonly Part[] }) => (
  <>
    {parts.map(({ name, changes }) => (
      <section key={name} aria-label={name}>
        <h2>{name}</h2>
        {changes ? <TextChanges changes={changes} /> : <p>Not changed.</p>}
      </section>
    ))}
  </>
);
