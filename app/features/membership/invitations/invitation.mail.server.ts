import { SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { proofMailKind } from "~/features/mail/messages/proof-mail-kind.server";
import { unlinked } from "~/features/membership/unlinked";
import { formatDate } from "~/lib/dates";
import { findInvitation } from "./invitations.queries.server";

/** Goes to a stranger and carries a member's words: they stand as a quotation, and nothing in them becomes a link. */
export const invitationMail = proofMailKind({
  name: "invitation",
  path: "/invitations",
  async load(ctx, proof) {
    const invitation = await findInvitation(ctx, proof);
    if (!invitation) return "invitation-settled";
    const { fullName, message, sponsor, groups, endsAt } = invitation;
    return { fullName, message, sponsor, groups, endsAt };
  },
  words(invitation, { name }, { url, expiresAt }) {
    const sponsor = unlinked(invitation.sponsor ?? "The steering group");
    const words = (invitation.message ?? "").split(/\n+/).filter((line) => line.trim() !== "");
    return {
      subject: `You are invited to ${name}`,
      preheader: `Until ${formatDate(invitation.endsAt)}, as a specialist.`,
      paragraphs: [
        invitation.fullName ? `Dear ${unlinked(invitation.fullName)},` : "Hello,",
        `${sponsor} invites you to take part in ${name} as a specialist: in ${groupsInWords(invitation.groups)}, until ${formatDate(invitation.endsAt)}.`,
        ...(words.length > 0 ? [`${sponsor} writes:`, ...words.map((line) => `“${unlinked(line)}”`)] : []),
      ],
      action: { label: "See the invitation", url },
      after: [
        `The link works once, for this address, until ${formatDate(expiresAt)}. If you do nothing, the invitation ends then and we forget your name.`,
      ],
      why: `You get this email because a member of the steering group of ${name} invited this address. We will not write again without your answer.`,
    };
  },
  samples: {
    "with a message": {
      fullName: "Žofie Nováková",
      message: "You helped us with the rota software.\nWe would be glad of your eye on the next version: see rota.example",
      sponsor: "Helen Marsh",
      groups: ["Digital tools", "Finance"],
      endsAt: SAMPLE_DAY,
    },
    "without a name": { fullName: null, message: null, sponsor: null, groups: [], endsAt: SAMPLE_DAY },
  },
});

function groupsInWords(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "its work") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
