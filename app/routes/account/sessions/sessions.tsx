import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { listMySessions } from "~/features/accounts/sign-in/sign-ins.server";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx, session) => page({ devices: await listMySessions(ctx, session.stored?.family ?? "") }));
}

export const meta = title("Where you are signed in", "Your account");

export default function SessionsPage() {
  const { devices } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      <PageTitle intro="If you do not know a device, end it and change your password.">Where you are signed in</PageTitle>
      <Table
        caption="Devices"
        captionHidden
        rows={devices}
        rowKey={({ id }) => id}
        columns={[
          { heading: "Device", cell: ({ device }) => device },
          { heading: "Signed in", cell: ({ signedInAt }) => <When at={signedInAt} time /> },
          { heading: "Last used", cell: ({ seenAt }) => <When at={seenAt} time /> },
          { heading: "Remembered", cell: ({ isRemembered }) => (isRemembered ? "Yes" : "No") },
          {
            heading: "End",
            cell: ({ id, device, isThis }) =>
              isThis ? (
                <Tag>This device</Tag>
              ) : (
                <Form action="/account/sessions/end" hidden={{ session: id }}>
                  <Button look="link" hidden={`on ${device}`}>
                    Sign out
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      {devices.length > 1 ? (
        <Form action="/account/sessions/end-others">
          <Button look="secondary">Sign out everywhere else</Button>
        </Form>
      ) : null}
    </>
  );
}
