import type { Readers } from "../types";
import { whoReads } from "../who-reads";

type Props = {
  readers: Readers;
  /** As it will stand beside what is written. */
  name: string;
  /** Whether there is a box below to post without it. */
  mayBeNameless?: boolean;
};

/**
 * In every form to write in: who can read what is written there, and under which name it appears. What it says goes with the form: where
 * that has changed since, nothing is posted before its writer was told.
 */
export const ReadersNote = ({ readers, name, mayBeNameless = false }: Props) => (
  <>
    <p>
      {readersText(readers)} It appears under the name <strong>{name}</strong>
      {mayBeNameless ? ", unless you tick the box below to post without it" : ""}. <a href="/account/profile">Change your display name</a>
    </p>
    <input type="hidden" name="readers" value={whoReads(readers)} />
  </>
);

function readersText({ audience, groups }: Readers): string {
  if (audience === "open") return "Everybody can read what you write here, also without signing in.";
  if (audience === "members") return "All members of the network can read what you write here.";
  return groups.length === 1
    ? `Only the group ${groups[0]} can read what you write here.`
    : `Only these groups can read what you write here: ${groups.join(", ")}.`;
}
