import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { NextPrevious } from "~/components/ui/next-previous";
import { groupNotifications } from "~/features/inbox/group-notifications";
import { wordNotifications } from "~/features/inbox/notifications.queries.server";
import { NotificationList } from "~/features/mail/components/notification-list";
import { listNotifications } from "~/features/mail/notifications/notifications.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

/** The words of a notification come from the room of its cause; what became hidden is not told. */
export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx, { stored }) => {
    const after = new URL(request.url).searchParams.get("after");
    const { rows, next } = await listNotifications(ctx, after);
    const notifications = groupNotifications(rows, await wordNotifications(ctx, rows));
    // what the header counts may stand on a later page
    const hasUnread = (stored?.unread.length ?? 0) > 0;
    return page({ notifications, hasUnread, after, next });
  });
}

const HERE = "/account/notifications";

export const meta = title("Notifications", "Your account");

export default function Notifications() {
  const { notifications, hasUnread, after, next } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/account"]} />
      <PageTitle>Notifications</PageTitle>
      <p>
        <a href="/account/reach">Choose what you are told of</a>, here and by email.
      </p>
      {hasUnread ? (
        <Form action={`${HERE}/read`}>
          <Button look="secondary">Mark all as read</Button>
        </Form>
      ) : null}
      {notifications.length > 0 ? (
        <NotificationList notifications={notifications} />
      ) : (
        <EmptyState text="Nothing here. You are told when somebody replies in a topic that you watch, comments where you did, thanks you for something you wrote, marks your reply as the answer, or when the day of a reminder has come." />
      )}
      <NextPrevious
        label="More notifications"
        previous={after ? HERE : null}
        previousText="Latest"
        next={next ? `${HERE}?after=${next}` : null}
        nextText="Older"
      />
    </>
  );
}
