import type { Readers } from "../types";

/** Beside every place to write: who can read what is written there. */
export const ReadersNote = ({ readers }: { readers: Readers }) => <p>{readersText(readers)}</p>;

function readersText({ audience, groups }: Readers): string {
  if (audience === "open") return "Everybody can read what you write here, also without signing in.";
  if (audience === "members") return "All members of the network can read what you write here.";
  return groups.length === 1
    ? `Only the group ${groups[0]} can read what you write here.`
    : `Only these groups can read what you write here: ${groups.join(", ")}.`;
}
