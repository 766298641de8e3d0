import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { LeavingNote } from "~/features/privacy/components/leaving-note";
import { findMyDeparture } from "~/features/privacy/leave.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { isSignedIn } from "~/lib/ctx";

/** Above every page of the account of somebody who asked to leave: when it ends, and the way to stay. */
export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx, { stored }) =>
    page({ leaving: isSignedIn(ctx) && stored?.isRestricted ? await findMyDeparture(ctx) : null }),
  );
}

export default function AccountLayout() {
  const { leaving } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  return (
    <>
      {leaving && pathname !== "/account/leave" ? <LeavingNote dueAt={leaving.dueAt} /> : null}
      <Outlet />
    </>
  );
}
