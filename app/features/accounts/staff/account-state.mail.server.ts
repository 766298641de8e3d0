import { z } from "zod";
import { findAccount } from "~/features/accounts/accounts.queries.server";
import { ABOUT_ACCOUNT } from "~/features/accounts/mail-words";
import { mailKind } from "~/features/mail/messages/mail-kind.server";

const STATES = { suspended: "suspended", reinstated: "active" } as const;

/** The account was suspended, or works again. */
export const accountStateMail = mailKind({
  name: "account-state",
  class: "security",
  args: z.object({ change: z.enum(["suspended", "reinstated"]) }),
  async load(ctx, { args, personId }) {
    // a relay may have held it up while the account changed again
    const state = personId && (await findAccount(ctx, personId))?.state;
    return state === STATES[args.change] ? args : "account-changed";
  },
  words: ({ change }, { name, contactAddress, baseUrl }) =>
    change === "suspended"
      ? {
          subject: `Your account with ${name} is suspended`,
          paragraphs: [
            "Your account was suspended by our staff. You cannot sign in until it is reinstated; nothing of yours was deleted.",
            `To ask why, or to object, write to ${contactAddress}. We answer every such message.`,
          ],
          why: ABOUT_ACCOUNT,
        }
      : {
          subject: `Your account with ${name} works again`,
          paragraphs: ["Your account was reinstated by our staff. You can sign in again, with the same password as before."],
          action: { label: "Sign in", url: `${baseUrl}/sign-in` },
          why: ABOUT_ACCOUNT,
        },
  samples: { suspended: { change: "suspended" }, reinstated: { change: "reinstated" } },
});
