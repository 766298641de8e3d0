import { z } from "zod";
import { sanctionOutcomeCause } from "~/features/forum/watching/causes";
import { notificationKind } from "~/features/mail/notifications/notification-kind.server";
import { ABOUT_SANCTION, findToldSanction, SAMPLE_SANCTION, wordSanctions } from "./sanction-mail.server";
import { SANCTION_NAMES, sanctionPath } from "./sanction-words";

const SUBJECTS = {
  upheld: "Your appeal: what the moderator decided stands",
  lifted: "What a moderator of the forum laid on you is lifted",
  undone: "What a moderator of the forum laid on you was taken back",
} as const;
type Outcome = keyof typeof SUBJECTS;

/** Tells a member how their appeal ended, and that something was lifted or taken back. */
export const sanctionOutcomeNotice = notificationKind({
  name: "sanction-outcome",
  choice: null,
  args: z.object({ sanctionId: z.uuid(), outcome: z.enum(["upheld", "lifted", "undone"]) }),
  async load(ctx, message) {
    const sanction = await findToldSanction(ctx, message);
    const { outcome } = message.args;
    if (!sanction) return "gone";
    if ((outcome === "upheld" ? sanction.decision : sanction.endedAs) !== outcome) return "decided-otherwise-since";
    return { ...sanction, outcome };
  },
  words: ({ code, kind, outcome, decisionWhy, endedWhy }, { baseUrl }) => ({
    subject: SUBJECTS[outcome],
    paragraphs: [
      {
        upheld: `Another moderator looked at your appeal. The decision (${SANCTION_NAMES[kind].toLowerCase()}) stands.`,
        lifted: `A moderator lifted it (${SANCTION_NAMES[kind].toLowerCase()}). It does not hold any more.`,
        undone: `A moderator took it back (${SANCTION_NAMES[kind].toLowerCase()}): it was wrong, and does not hold any more.`,
      }[outcome],
      `Their words: ${outcome === "upheld" ? decisionWhy : endedWhy}`,
    ],
    action: { label: "See the decision", url: baseUrl + sanctionPath(code) },
    why: ABOUT_SANCTION,
  }),
  samples: {
    "it stands": { ...SAMPLE_SANCTION, outcome: "upheld", decision: "upheld", decisionWhy: "Two people had asked you to stop." },
    "it is lifted": {
      ...SAMPLE_SANCTION,
      outcome: "lifted",
      endedAs: "lifted",
      endedWhy: "You put it right with both of them. Thank you.",
    },
    "it was taken back": {
      ...SAMPLE_SANCTION,
      outcome: "undone",
      endedAs: "undone",
      endedWhy: "It was somebody else of the same name. We are sorry.",
    },
  },
  inbox: (ctx, causes) =>
    wordSanctions(ctx, causes, ({ id, code, endedAs }, cause) => {
      const outcome = (Object.keys(SUBJECTS) as Outcome[]).find((each) => cause === sanctionOutcomeCause(id, each));
      // taken back after an appeal was refused: that is told by itself
      if (!outcome || (outcome !== "undone" && endedAs === "undone")) return null;
      return { text: SUBJECTS[outcome], href: sanctionPath(code) };
    }),
});
