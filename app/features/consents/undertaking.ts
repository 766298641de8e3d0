import { DAY } from "~/lib/dates";

/** What staff accept before they see anything about others, and again each year, until the portal publishes words of its own. */
export const UNDERTAKING = {
  slug: "confidentiality-undertaking",
  body: `I understand that my work for this network lets me see information about other people: who they are, how to reach them, what they wrote and what they agreed to.

- I look only at what I need for a task of my role, and I say truthfully why when I am asked.
- I tell nobody outside that task what I see, neither now nor after my role has ended.
- I copy or export information only where my role allows it, keep copies no longer than the task takes, and then destroy them.
- I never use what I see for myself, for my practice or for anybody's marketing.
- I keep my password and my security codes to myself, and I do not leave a screen open that others can read.
- I report at once when information was lost, shown to the wrong person or used wrongly, also when it was my own mistake.

I know that each look at a person's record is written down, that the person can see it, and that breaking this undertaking can end my role and have consequences in law.`,
} as const;

export const UNDERTAKING_LASTS = 365 * DAY;

/** Whether an undertaking accepted at this moment still holds. */
export const undertakingHolds = (acceptedAt: Date | null, now: Date): boolean =>
  acceptedAt !== null && now.getTime() - acceptedAt.getTime() < UNDERTAKING_LASTS;
