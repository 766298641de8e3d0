import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { ButtonRow } from "~/components/ui/button-row";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";

type Invitation = {
  email: string;
  fullName: string;
  groups: string[];
  groupNames: string[];
  endsDay: string;
  endsMonth: string;
  endsYear: string;
  endsAt: string;
  message: string;
};

/** The last look before an invitation leaves. What was typed travels in the page, so that both ways on keep it. */
export const CheckInvitation = ({ invitation }: { invitation: Invitation }) => (
  <>
    <SummaryList
      rows={[
        { label: "Full name", value: invitation.fullName },
        { label: "Email address", value: invitation.email },
        { label: "Groups", value: invitation.groupNames.join(", ") },
        { label: "Last day", value: <When at={invitation.endsAt} /> },
        { label: "Your message", value: invitation.message ? <span className="pn-source">{invitation.message}</span> : null },
      ]}
    />
    <p>
      The email names you as the sponsor. Its link works once, for this address, for 14 days. They do not become a member: they see these
      groups and what is open to everybody.
    </p>
    <ButtonRow>
      <Form action="/admin/invitations/send">
        <Kept invitation={invitation} />
        <Button>Send invitation</Button>
      </Form>
      <Form action="/admin/invitations/new">
        <Kept invitation={invitation} />
        <Button look="secondary">Change</Button>
      </Form>
    </ButtonRow>
  </>
);

const Kept = ({ invitation }: { invitation: Invitation }) => (
  <>
    {(["email", "fullName", "endsDay", "endsMonth", "endsYear", "message"] as const).map((name) => (
      <input key={name} type="hidden" name={name} value={invitation[name]} />
    ))}
    {invitation.groups.map((slug) => (
      <input key={slug} type="hidden" name="groups" value={slug} />
    ))}
  </>
);
