import type { EditGone } from "./posts/post.policy";

/** A date as queries give it, or as the text that it becomes on the way to the page. */
export type Moment = Date | string;

/** Who wrote something, as far as readers are told. */
export type Author = Named & {
  jobTitle: string | null;
  practice: string | null;
  nameless: "own" | "other" | null;
};

/** Somebody by name, with the reference by which this reader opens the page about them, if there is one. */
export type Named = {
  name: string;
  member: string | null;
  /** Written without a name: by this reader, or by somebody. */
  nameless?: "own" | "other" | null;
};

/** Who can read what is written in a place; groups by their names. */
export type Readers = { audience: "open" | "members" | "groups"; groups: string[] };

/** What a topic is tagged with, as readers are told. */
export type TagOfTopic = { slug: string; name: string };

/** How loudly a person hears of a topic: of every post; of none unless they write in it; of none at all. */
export type TopicLevel = "watching" | "normal" | "muted";

/** How loudly a person hears of a category: of every post in it, of its new topics, of topics that they write in or watch, of nothing. */
export type CategoryLevel = "every-post" | "first-posts" | "normal" | "muted";

/** How loudly a reader hears of a topic, and whether that follows from what they chose for its category. */
export type Watch = { level: TopicLevel; isByCategory: boolean };

/** After which post the reader finds new ones, and when they had come so far; nothing where all is new to them. */
export type NewSince = { number: number | null; at: Moment | null };

/** What a moderator laid upon a member: nothing to read or write, nothing to write, or a warning to be read first. */
export type SanctionKind = "suspended" | "read-only" | "warned";

/** What keeps somebody from writing now, in the moderator's words. */
export type Sanction = { code: string; kind: SanctionKind; reason: string; endsAt: Moment | null };

/** What a new member may do first, and which of it they did. `hello`: nothing where staff chose no category that they can read. */
export type FirstSteps = { hello: { slug: string; name: string; isDone: boolean } | null; hasInterests: boolean; watches: boolean };

/** Where a topic is found: below the forum by its code, or under the page (by its path) whose comments it holds. */
export type TopicPlace = { code: string; page: string | null };

export type PostPlace = { topic: TopicPlace; number: number };

export type PostView = {
  number: number;
  author: Author;
  bodyHtml: string;
  createdAt: Moment;
  editedAt: Moment | null;
  editedBy: "author" | "moderator" | null;
  removedBy: "author" | "moderator" | "moved" | null;
  /** Until a moderator looked: nobody reads its text here. */
  isHidden: boolean;
  /** By somebody whom this reader ignores. */
  isIgnored: boolean;
  /** The code of the latest act of a moderator on it that still stands; only for moderators and its author. */
  moderation: string | null;
  mayEdit: boolean;
  /** Why this reader edits what is theirs no more. */
  editGone: EditGone | null;
  mayRemove: boolean;
  mayReadEarlier: boolean;
  mayReport: boolean;
  mayThank: boolean;
  mayQuote: boolean;
  /** Who said thanks is for members. */
  maySeeThanks: boolean;
  /** How many members said thanks, and whether this reader did. */
  thanks: number;
  isThanked: boolean;
  mayBookmark: boolean;
  /** The code of this reader's bookmark of it. */
  bookmark: string | null;
  /** It is what answered the topic. */
  isAnswer: boolean;
  mayAnswer: boolean;
  poll: PollView | null;
};

/** A poll as its reader gets it. What was chosen is null where it is not told to them. */
export type PollView = {
  question: string;
  options: { words: string; count: number | null; share: number | null; isOwn: boolean }[];
  most: number;
  shows: "always" | "voted" | "closed" | "anonymous";
  voters: number | null;
  closesAt: Moment;
  closedAt: Moment | null;
  hasVoted: boolean;
  mayVote: boolean;
  mayClose: boolean;
  maySeeNames: boolean;
};

/** Who has read a topic to its end and lets colleagues see it: some names, and whether there are others. */
export type ReadAlong = { names: Named[]; isMore: boolean };

/** What answered a topic, as it stands under the question. */
export type AnswerView = {
  number: number;
  /** Nothing where it is by somebody whom this reader ignores. */
  opening: string | null;
  author: Named;
  /** Whoever asked says so; else a moderator. */
  isByAsker: boolean;
};
