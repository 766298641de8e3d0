import type { Permission } from "~/features/permissions/permissions";

type Props = {
  person: { accountState: "active" | "suspended" | "closed" | null; restrictedAt: unknown; erasedAt: unknown };
  /** What its reader may do. */
  acts: readonly Permission[];
  path: string;
};

/** What this reader may do with the record, each on a page of its own. */
export function RecordActs({ person, acts, path }: Props) {
  if (person.erasedAt) return <p className="pn-meta">Their data was erased. What is left are proofs without a name.</p>;
  const links: { act: Permission; text: string; href: string; isThere?: boolean }[] = [
    { act: "correct-records", text: "Correct details", href: "details" },
    { act: "change-roles", text: "Roles and groups", href: "roles" },
    { act: "suspend-members", text: "Suspend the account", href: "suspend", isThere: person.accountState === "active" },
    { act: "suspend-members", text: "Reinstate the account", href: "reinstate", isThere: person.accountState === "suspended" },
    person.restrictedAt
      ? { act: "restrict-data", text: "Lift the restriction", href: "lift" }
      : { act: "restrict-data", text: "Restrict the use of their data", href: "restrict" },
    { act: "hand-over-addresses", text: "Hand over an address", href: "hand-over" },
    { act: "copy-records", text: "Make a copy of their data", href: "copy" },
    { act: "erase-people", text: "Erase", href: "erase" },
  ];
  const theirs = links.filter(({ act, isThere = true }) => isThere && acts.includes(act));
  if (theirs.length === 0) return null;
  return (
    <ul className="pn-acts">
      {theirs.map(({ text, href }) => (
        <li key={href}>
          <a href={`${path}/${href}`}>{text}</a>
        </li>
      ))}
    </ul>
  );
}
