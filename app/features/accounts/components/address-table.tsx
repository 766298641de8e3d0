import { Form } from "~/components/forms/form";
import { Button } from "~/components/ui/button";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";

export type AddressRow = {
  id: string;
  canonical: string;
  isPrimary: boolean;
  since: string | null;
  undeliverableAt: string | null;
  subscriptions: number;
};

/** One's own addresses; where mail stopped, why and how to go on. */
export const AddressTable = ({ addresses }: { addresses: readonly AddressRow[] }) => (
  <Table
    caption="Your email addresses"
    captionHidden
    rows={addresses}
    rowKey={({ id }) => id}
    columns={[
      {
        heading: "Address",
        cell: ({ canonical, isPrimary }) => (
          <>
            {canonical} {isPrimary ? <Tag>Main</Tag> : null}
          </>
        ),
      },
      { heading: "Yours since", cell: ({ since }) => (since ? <When at={since} /> : "Not known") },
      { heading: "Newsletters sent to it", isNumber: true, cell: ({ subscriptions }) => subscriptions },
      { heading: "Email", cell: (row) => <MailState {...row} /> },
    ]}
  />
);

const MailState = ({ id, canonical, undeliverableAt }: AddressRow) =>
  undeliverableAt ? (
    <>
      <p>
        Stopped on <When at={undeliverableAt} />: your email provider told us that this mailbox does not exist. When it works again, start
        it here.
      </p>
      <Form action="/account/email/restart" hidden={{ address: id }}>
        <Button look="secondary" small hidden={`to ${canonical}`}>
          Start email again
        </Button>
      </Form>
    </>
  ) : (
    <>Arrives, as far as we know</>
  );
