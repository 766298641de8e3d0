import type { GroupSlug, Interest, PersonaKey } from "../personas";

export type Audience = "open" | "members" | { group: GroupSlug };

export type PageSeed = {
  /** The place in the tree; the home page is ''. */
  path: string;
  title: string;
  summary: string;
  /** What those see who may not read the page; without one it does not exist for them. */
  teaser?: string;
  audience: Audience;
  bodyMarkdown: string;
  authorKey: PersonaKey;
  /** Also when it was published; an article is as old as this. */
  reviewedDaysAgo: number;
  /** Order among its siblings. */
  position: number;
  interests?: readonly Interest[];
  /** The editor has changed this since, and readers do not see it yet. */
  draft?: { from: string; to: string; daysAgo: number };
  /** Begun, and never published. */
  unpublished?: true;
};

export type CategorySeed = { slug: string; name: string; description: string; audience: Audience };

export type PostSeed = {
  authorKey: PersonaKey;
  /** Hours after the topic was started. */
  hoursAfter: number;
  bodyMarkdown: string;
  /** What stood here first, and when it was changed. */
  edited?: { previously: string; minutesAfter: number };
  removed?: { by: "author" | "moderator"; why: string | null; hoursAfterPost: number; byKey?: PersonaKey; appeal?: AppealSeed };
};

/** What the author of a removed post answered, and what another moderator said to that. */
export type AppealSeed = {
  hoursAfterRemoval: number;
  text: string;
  decision?: { byKey: PersonaKey; hoursAfterAppeal: number; decision: "upheld" | "undone"; why: string };
};

/** What was written under a page. */
export type CommentSeed = { path: string; authorKey: PersonaKey; daysAgo: number; bodyMarkdown: string };

export type TopicSeed<Category extends string = string> = {
  category: Category;
  title: string;
  /** Also wrote the first of `posts`. */
  authorKey: PersonaKey;
  daysAgo: number;
  pinned?: boolean;
  /** Goes on for ever: who writes in it reads it when they like, and mutes it; only who started it is told of each post. */
  mutedByWriters?: true;
  /** A moderator closed it, `hoursAfter` it was started; the last post says why. */
  locked?: { byKey: PersonaKey; hoursAfter: number };
  posts: readonly PostSeed[];
};

export type IssueSeed = {
  slug: string;
  subject: string;
  preheader: string;
  bodyMarkdown: string;
  state: "draft" | "sent";
  /** Sent, or last saved, so long ago. */
  daysAgo: number;
  /** Not everybody got it: some mail servers refused it, and of some nobody knows. */
  isTroubled?: true;
  authorKey: PersonaKey;
};

export type NewsletterSeed = {
  slug: string;
  name: string;
  description: string;
  frequency: string;
  audience: Extract<Audience, string>;
  issues: readonly IssueSeed[];
  /** Members who ticked it in their account. */
  memberSubscribers: readonly PersonaKey[];
  /** Confirmed by address alone, without an account. */
  addressSubscribers: readonly string[];
  /** Asked, and have not pressed the button in the mail yet. */
  unconfirmedAddresses: readonly string[];
};

export type WordingSeed = { slug: string; body: string };

export type ApplicationSeed = {
  /** Somebody of the demo who has an account already; everybody else chooses a password. */
  applicantKey?: PersonaKey;
  fullName: string;
  jobTitle: string;
  organisation: string;
  email: string;
  interests: readonly Interest[];
  /** What they ticked besides. */
  choices?: readonly ("events-email" | "services-email")[];
  daysAgo: number;
  /** The button in the mail has not been pressed. */
  unproven?: true;
  question?: { byKey: PersonaKey; daysAfter: number; text: string; answer?: { hoursAfter: number; text: string } };
  approved?: { byKey: PersonaKey; daysAfter: number; organisation: string; odsCode: string };
  declined?: { byKey: PersonaKey; daysAfter: number; reason: string };
  withdrawnDaysAfter?: number;
};

export type InvitationSeed = {
  inviteeKey?: PersonaKey;
  fullName: string;
  email: string;
  groups: readonly GroupSlug[];
  message: string;
  daysAgo: number;
  endsInDays: number;
  accepted?: true;
  revokedDaysAfter?: number;
};

type EnquiryStep = { byKey: PersonaKey; hoursAfter: number } & (
  | { act: "take" | "close" | "stop" }
  | { act: "reply" | "note"; text: string }
  | { act: "move"; category: EnquirySeed["category"]; queue: "office" | "technical" | "privacy" }
);

export type EnquirySeed = {
  category: "question" | "joining" | "technical" | "stop-contact" | "personal-data" | "complaint";
  /** Somebody who was signed in; everybody else typed a name and an address. */
  fromKey?: PersonaKey;
  fullName?: string;
  email?: string;
  question: string;
  daysAgo: number;
  /** What staff did about it. */
  course?: readonly EnquiryStep[];
};
