import type { MailKind } from "~/features/mail/messages/kinds.server";
import { proofStillOpen, withProof } from "~/features/mail/messages/proof-mail.server";
import { unlinked } from "~/features/membership/unlinked";
import { getSettings } from "~/features/settings/settings.queries.server";
import { formatDate } from "~/lib/dates";
import { findInvitation } from "./invitations.queries.server";

/** Goes to a stranger and carries a member's words: they stand as a quotation, and nothing in them becomes a link. */
export const invitationMail: MailKind = {
  name: "invitation",
  class: "security",
  stillAllowed: proofStillOpen,
  build: withProof("/invitations", async (ctx, proof, url) => {
    const invitation = await findInvitation(ctx, proof);
    if (!invitation) return { skip: "invitation-settled" };
    const { name } = await getSettings(ctx);
    const sponsor = unlinked(invitation.sponsor ?? "The steering group");
    const words = (invitation.message ?? "").split(/\n+/).filter((line) => line.trim() !== "");
    return {
      layout: "service",
      subject: `You are invited to ${name}`,
      preheader: `Until ${formatDate(invitation.endsAt)}, as a specialist.`,
      paragraphs: [
        invitation.fullName ? `Dear ${unlinked(invitation.fullName)},` : "Hello,",
        `${sponsor} invites you to take part in ${name} as a specialist: in ${inWords(invitation.groups)}, until ${formatDate(invitation.endsAt)}.`,
        ...(words.length > 0 ? [`${sponsor} writes:`, ...words.map((line) => `“${unlinked(line)}”`)] : []),
      ],
      action: { label: "See the invitation", url },
      after: [
        `The link works once, for this address, until ${formatDate(proof.expiresAt)}. If you do nothing, the invitation ends then and we forget your name.`,
      ],
      why: `You get this mail because a member of the steering group of ${name} invited this address. We will not write again without your answer.`,
    };
  }),
};

function inWords(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "its work") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
