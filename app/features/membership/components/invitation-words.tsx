import { InsetText } from "~/components/ui/inset-text";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";

type Props = {
  invitation: { fullName: string | null; message: string | null; sponsor: string | null; groups: string[]; endsAt: string };
  address: string;
};

/** Who invites, to what, until when. */
export function InvitationWords({ invitation, address }: Props) {
  const { fullName, message, sponsor, groups, endsAt } = invitation;
  const who = sponsor ?? "The steering group";
  return (
    <>
      <p>
        {fullName ? `Dear ${fullName}, ` : ""}
        {who} invites you to take part as a specialist. You read and write in the groups below, and nothing else that is for members.
      </p>
      <SummaryList
        rows={[
          { label: "Groups", value: groups.join(", ") },
          { label: "Until", value: <When at={endsAt} /> },
          { label: "For", value: address },
        ]}
      />
      {message ? (
        <InsetText>
          <p>{who} writes:</p>
          <p className="pn-source">{message}</p>
        </InsetText>
      ) : null}
    </>
  );
}
