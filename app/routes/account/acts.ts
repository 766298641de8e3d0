import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { confirmMyDetails } from "~/features/accounts/details/my-details.server";
import { endMyOtherSessions } from "~/features/accounts/sign-in/end-my-sessions.server";
import { startRemembering, stopRemembering } from "~/features/content/reading/reads.server";
import { stopAll } from "~/features/inbox/stop-all.server";
import { markNotificationsRead } from "~/features/mail/notifications/mark-notifications-read.server";
import { leaveAllInAccount } from "~/features/newsletters/subscriptions/choose-newsletters.server";
import { stay } from "~/features/privacy/leave.server";
import { liftMyRestriction } from "~/features/privacy/my-standing.server";
import { asHolder, asSignedIn } from "~/http/access/access.server";
import { nounOf, type Presses, press } from "~/http/forms/press.server";
import { redirectToNoun } from "~/http/responses.server";

const PRESSES: Presses = {
  confirm: { does: confirmMyDetails, says: "Thank you. We ask again in a year.", to: "/account" },
  // true where there was nothing to end, too
  "end-others": { does: async (ctx, family) => void (await endMyOtherSessions(ctx, family)), says: "You are signed out everywhere else." },
  forget: { does: stopRemembering, says: "What you read is forgotten, and remembered no more." },
  lift: { does: liftMyRestriction, says: "Your details are used again, as you chose." },
  remember: { does: startRemembering, says: "What you read is remembered from now on." },
  read: { does: (ctx) => markNotificationsRead(ctx, "all"), says: "All notifications are marked as read." },
  stay: { does: stay, says: "You stay. Everything is as it was.", to: "/account" },
  "stop-all": {
    does: stopAll,
    says: "All that you can choose is stopped. We still write to you about your account, your rights and what moderators do.",
  },
  "unsubscribe-all": { does: leaveAllInAccount, says: "You are unsubscribed from every newsletter." },
};

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, () => redirectToNoun(nounOf(request)));
}

/** Done to the account, from this sign-in. */
export async function action({ request }: ActionFunctionArgs) {
  return asHolder(request, "steer-account", (ctx, { stored }) =>
    press(ctx, request, PRESSES, { on: stored?.family ?? "", to: nounOf(request) }),
  );
}
