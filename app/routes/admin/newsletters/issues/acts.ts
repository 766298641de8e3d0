import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { pauseMailing, resumeMailing } from "~/features/mail/mailings/pause-or-stop-mailing.server";
import { getMailingId } from "~/features/newsletters/issues/issues.queries.server";
import { sendTest } from "~/features/newsletters/issues/send-test.server";
import { asStaff } from "~/http/access/access.server";
import { type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  test: { does: sendTest, says: "The test is on its way to your email address." },
  pause: { does: async (ctx, code) => pauseMailing(ctx, await getMailingId(ctx, code)), says: "Sending is paused." },
  resume: { does: async (ctx, code) => resumeMailing(ctx, await getMailingId(ctx, code)), says: "The pause has ended." },
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "send-newsletters", () => redirectToNoun(`/admin/newsletters/issues/${params.code}`));
}

export async function action({ request, params: { code = "" } }: ActionFunctionArgs) {
  return asStaff(request, "steer-issue", (ctx) => press(ctx, request, PRESSES, { on: code, to: `/admin/newsletters/issues/${code}` }));
}
