import type { RecordAct } from "~/features/permissions/record.policy";

type Props = {
  person: { accountState: "active" | "suspended" | "closed" | null; restrictedAt: unknown; erasedAt: unknown };
  acts: readonly RecordAct[];
  path: string;
};

/** What this reader may do with the record, each on a page of its own. */
export function RecordActs({ person, acts, path }: Props) {
  if (person.erasedAt) return <p className="pn-meta">Their data was erased. What is left are proofs without a name.</p>;
  const links = [
    { act: "correct", text: "Correct details", href: "details" },
    { act: "change-roles", text: "Roles and groups", href: "roles" },
    person.accountState === "active" ? { act: "suspend", text: "Suspend the account", href: "suspend" } : null,
    person.accountState === "suspended" ? { act: "suspend", text: "Reinstate the account", href: "reinstate" } : null,
    person.restrictedAt
      ? { act: "restrict", text: "Lift the restriction", href: "lift" }
      : { act: "restrict", text: "Restrict the use of their data", href: "restrict" },
    { act: "hand-over", text: "Hand over an address", href: "hand-over" },
    { act: "copy", text: "Make a copy of their data", href: "copy" },
    { act: "erase", text: "Erase", href: "erase" },
  ].filter((link) => link !== null && acts.includes(link.act as RecordAct));
  if (links.length === 0) return null;
  return (
    <ul className="pn-acts">
      {links.map((link) =>
        link ? (
          <li key={link.href}>
            <a href={`${path}/${link.href}`}>{link.text}</a>
          </li>
        ) : null,
      )}
    </ul>
  );
}
