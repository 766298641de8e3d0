import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { ROLE_WORDS } from "~/features/permissions/permissions";
import type { Role } from "~/lib/ctx";

type Held = {
  role: Role | null;
  group: string | null;
  groupSlug: string | null;
  startsAt: string | Date;
  endsAt: string | Date | null;
  isOpen: boolean;
};

/** The roles and groups that count now or will, each with the way to take it away. */
export function HeldRoles({ grants, path }: { grants: readonly Held[]; path: string }) {
  const held = grants.filter((grant) => grant.isOpen && (grant.role || grant.groupSlug));
  if (held.length === 0) return <p>They hold none.</p>;
  return (
    <Table
      caption="What they hold"
      columns={[
        { heading: "Role or group", cell: nameOf },
        { heading: "From", cell: ({ startsAt }) => <When at={startsAt} /> },
        { heading: "Until", cell: ({ endsAt }) => (endsAt ? <When at={endsAt} /> : "No end") },
        {
          heading: "Change",
          cell: (grant) => (
            <a href={`${path}/roles/take?${new URLSearchParams({ given: keyOf(grant) })}`}>
              Take away<span className="nhsuk-u-visually-hidden"> {nameOf(grant)}</span>
            </a>
          ),
        },
      ]}
      rows={held}
      rowKey={keyOf}
    />
  );
}

const nameOf = ({ role, group }: Held) => (role ? ROLE_WORDS[role] : `Group ${group}`);
const keyOf = ({ role, groupSlug }: Held) => (role ? `role:${role}` : `group:${groupSlug}`);
