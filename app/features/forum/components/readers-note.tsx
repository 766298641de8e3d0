import type { Readers } from "../types";

type Props = {
  readers: Readers;
  /** As it will stand beside what is written. */
  name: string;
};

/** Beside every place to write: who can read what is written there, and under which name it appears. */
export const ReadersNote = ({ readers, name }: Props) => (
  <p>
    {readersText(readers)} It appears under the name <strong>{name}</strong>. <a href="/account/profile">Change your display name</a>
  </p>
);

function readersText({ audience, groups }: Readers): string {
  if (audience === "open") return "Everybody can read what you write here, also without signing in.";
  if (audience === "members") return "All members of the network can read what you write here.";
  return groups.length === 1
    ? `Only the group ${groups[0]} can read what you write here.`
    : `Only these groups can read what you write here: ${groups.join(", ")}.`;
}
