/** One line of what is looked at before an issue may go. */
export type Check = {
  name: "subject" | "text" | "links" | "size" | "unsubscribe" | "sender" | "readers" | "writing";
  title: string;
  state: "done" | "warning" | "blocked";
  words: string;
};

/** A newsletter as it is offered. */
export type NewsletterCard = {
  slug: string;
  name: string;
  description: string;
  frequency: string;
  lastIssue: { slug: string; subject: string; sentAt: Date | string } | null;
};

/** A newsletter as one person has it. `leaving`: sending has stopped, and it ends at `heldUntil` unless the person keeps it. */
export type Preference = {
  slug: string;
  name: string;
  description: string;
  frequency: string;
  state: "on" | "leaving" | "off";
  since: Date | string | null;
  heldUntil: Date | string | null;
  /** Where it goes, masked. */
  to: string | null;
};
