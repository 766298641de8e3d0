import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { Table } from "~/components/ui/table";
import { When } from "~/components/ui/when";
import type { InvitationState } from "../types";
import { InvitationTag } from "./state-tag";

type Row = {
  code: string;
  fullName: string | null;
  address: string | null;
  groups: string[];
  endsAt: string;
  state: InvitationState;
  createdAt: string;
  expiresAt: string;
  sponsor: string | null;
};

export const InvitationList = ({ invitations }: { invitations: readonly Row[] }) => (
  <Table
    caption="Invitations"
    captionHidden
    columns={[
      { heading: "For", cell: ({ fullName, address }) => <Invited name={fullName} address={address} /> },
      { heading: "Groups", cell: ({ groups }) => groups.join(", ") },
      { heading: "Until", cell: ({ endsAt }) => <When at={endsAt} /> },
      { heading: "Sent", cell: ({ createdAt, sponsor }) => <Sent at={createdAt} by={sponsor} /> },
      { heading: "State", cell: ({ state }) => <InvitationTag state={state} /> },
      { heading: "Acts", cell: (row) => (row.state === "open" ? <Acts {...row} /> : "None") },
    ]}
    rows={invitations}
    rowKey={({ code }) => code}
  />
);

/** Of an invitation that ended unused, nobody needs to know any more who it was for. */
const Invited = ({ name, address }: { name: string | null; address: string | null }) => (
  <>
    {name ?? "No longer held"}
    {name && address ? (
      <>
        <br />
        <span className="pn-meta">{address}</span>
      </>
    ) : null}
  </>
);

const Sent = ({ at, by }: { at: string; by: string | null }) => (
  <>
    <When at={at} />
    {by ? ` by ${by}` : ""}
  </>
);

function Acts({ code, fullName }: Row) {
  const path = `/admin/invitations/${code}`;
  const whom = fullName ? `the invitation for ${fullName}` : "this invitation";
  return (
    <>
      <Form action={`${path}/resend`}>
        <Button look="link" hidden={whom}>
          Send again
        </Button>
      </Form>
      <a href={`${path}/revoke`}>
        Withdraw<span className="nhsuk-u-visually-hidden"> {whom}</span>
      </a>
    </>
  );
}
