import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { SummaryList } from "~/components/ui/summary-list";
import { When } from "~/components/ui/when";
import { QUEUES } from "../categories";
import { REPLY_REFUSALS } from "../enquiry.policy";
import type { EnquiryView } from "./enquiry-page";
import { EnquiryTag } from "./enquiry-tag";

/** How an enquiry stands, with the acts that change it beside what they change. */
export function EnquirySummary({ enquiry, path }: { enquiry: EnquiryView; path: string }) {
  const { state, isOverdue, queue, owner, isMine, person, typedName, address, createdAt, dueAt, closedAt, category } = enquiry;
  const isOpen = state !== "closed";
  const change = (act: string, text: string, hidden: string) => (isOpen ? { href: `${path}/${act}`, text, hidden } : undefined);
  return (
    <>
      <SummaryList
        rows={[
          { label: "State", value: <EnquiryTag state={state} isOverdue={isOverdue} /> },
          { label: "Assigned to", value: owner ?? "Nobody yet", action: change("assign", "Change", "who it is assigned to") },
          { label: "Queue", value: QUEUES[queue], action: change("move", "Change", "queue and subject") },
          {
            label: "From",
            value: person ? (
              <>
                <a href={`/admin/members/${person.ref}`}>{person.name ?? person.ref}</a>
                {typedName && typedName !== person.name ? `, who wrote as ${typedName}` : null}
              </>
            ) : (
              `${typedName ?? "No name"} (as typed, not confirmed)`
            ),
          },
          { label: "Email address", value: address ?? REPLY_REFUSALS["no-address"] },
          { label: "Received", value: <When at={createdAt} time /> },
          { label: category === "complaint" ? "Acknowledge by" : "Due", value: <When at={dueAt} /> },
          ...(closedAt ? [{ label: "Closed", value: <When at={closedAt} time /> }] : []),
        ]}
      />
      {isOpen && !isMine ? (
        <Form action={`${path}/take`}>
          <Button look="secondary">Take it</Button>
        </Form>
      ) : null}
      {isOpen && category === "stop-contact" ? (
        <p>
          <a href={`${path}/stop`}>Stop everything that is sent to them by choice</a>
        </p>
      ) : null}
    </>
  );
}
