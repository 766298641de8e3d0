import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import { actionWords } from "~/features/audit/action-words";
import { ROLE_WORDS } from "~/features/permissions/permissions";
import type { Role } from "~/lib/ctx";

type By = "you" | "system" | "link" | { roles: readonly Role[] };
export type LookRow = { id: number; at: string; by: By; action: string; why: string | null };

/** Who looked, as what, and why. */
export const LookTable = ({ looks }: { looks: readonly LookRow[] }) => (
  <Table
    caption="Who looked at your information"
    captionHidden
    rows={looks}
    rowKey={({ id }) => id}
    columns={[
      { heading: "When", cell: ({ at }) => <When at={at} time /> },
      { heading: "Who", cell: ({ by }) => byWords(by) },
      { heading: "What", cell: ({ action }) => actionWords(action) },
      { heading: "Why", cell: ({ why }) => (why ? (PURPOSES[why] ?? why) : "Not recorded") },
    ]}
  />
);

/** Purposes that are one word in the ledger. */
const PURPOSES: Record<string, string> = { access: "Your right to a copy", erasure: "Your right to be erased" };

function byWords(by: By): string {
  if (by === "you") return "You";
  if (by === "link") return "You, by a mailed link";
  if (by === "system") return "The site itself";
  return by.roles.length > 0 ? by.roles.map((role) => ROLE_WORDS[role]).join(", ") : "Somebody who was staff then";
}
