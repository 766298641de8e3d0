import { defineCommand } from "citty";
import { LAST_ADMINISTRATOR } from "~/features/permissions/permissions";
import type { Ctx } from "~/lib/ctx";
import { jsonFlag, Refusal, refuseUnknown, tell } from "./outcome";
import { withPortal } from "./with-portal";

const args = {
  ...jsonFlag,
  person: { type: "positional", description: "Reference or e-mail address", required: true },
  posts: {
    type: "enum",
    options: ["keep", "delete"] as ("keep" | "delete")[],
    default: "keep",
    description: "What becomes of their forum posts",
  },
  plan: { type: "boolean", description: "Only say what would be erased" },
} as const;

const REFUSED = {
  "already-erased": "This person is erased already.",
  "under-way": "This person's erasure is under way: the worker finishes it once the receipt is sent, or after 24 hours.",
  "last-administrator": `${LAST_ADMINISTRATOR}: npm run portal -- create-admin --email …`,
};

const DOES = { delete: "deleted", clear: "cleared", keep: "kept", room: "decided row by row" };

export const erasePerson = defineCommand({
  meta: { name: "erase-person", description: "Erase one person, and send and print the receipt" },
  args,
  async run({ args: given }) {
    refuseUnknown(given, args);
    await withPortal("portal erase-person", async (ctx) => {
      const { findPersonByRefOrAddress } = await import("~/features/people/find-person.queries.server");
      const { planErasure } = await import("~/features/privacy/freeze-person.server");
      const { NotFoundError } = await import("~/lib/errors");
      const person = await findPersonByRefOrAddress(ctx, given.person);
      if (!person) throw new NotFoundError("person");
      const plan = await planErasure(ctx, person.personId);
      const steps = plan.map(({ title, rows, does, why }) => `  ${title} (${rows}): ${DOES[does]}${why ? `, ${why}` : ""}`);
      if (given.plan) return tell(given.json, { ok: true, plan }, [`Erasing ${person.ref} would mean:`, ...steps]);
      if (!given.json) console.log([`Erasing ${person.ref}:`, ...steps, ""].join("\n"));

      const privacy = await import("~/features/privacy/erase-at-once.server");
      const { receiptParagraphs } = await import("~/features/privacy/receipt-text");
      const result = await privacy.eraseAtOnce(ctx, given.person, given.posts, sendWaitingMail);
      if (!result.ok) throw new Refusal(REFUSED[result.reason]);
      const after = result.erased
        ? "Erased."
        : "The receipt is on its way. The worker erases as soon as it has left, and after 24 hours in any case.";
      tell(given.json, result, [...receiptParagraphs(result.receipt), "", after]);
    });
  },
});

/** The receipt leaves at once, also where no worker runs. */
async function sendWaitingMail(ctx: Ctx): Promise<void> {
  const { drainMail } = await import("~/features/mail/transport/drain.server");
  const { closePostOffice, openPostOffice } = await import("~/features/mail/messages/post-office.server");
  const { env } = await import("~/lib/env.server");
  const { MAIL_KINDS } = await import("#jobs/mail-kinds");
  const { smtpUrl: url, smtpConnections: connections, dkim } = env();
  const post = openPostOffice({ kinds: MAIL_KINDS, relay: { url, connections }, dkim, clock: () => new Date(), singlesOnly: true });
  try {
    await drainMail(ctx, post);
  } finally {
    await closePostOffice(post);
  }
}
