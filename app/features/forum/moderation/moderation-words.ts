import { quoted } from "~/lib/quoted"; /** The page of an act of a moderator: for the author of the post, and for moderators. */
export const moderationPath = (code: string) => `/forum/moderations/${code}`;

export type ModerationKind = "removed" | "edited" | "retitled" | "topic-removed" | "writer-learned" | MoveKind;

/** Acts that change where posts stand, and none of their words. */
export const MOVES = ["topic-moved", "posts-split", "topic-merged"] as const;
export type MoveKind = (typeof MOVES)[number];
export const isMove = (kind: ModerationKind): kind is MoveKind => (MOVES as readonly string[]).includes(kind);

/** What a moderator did, after “A moderator”: to the author, or about somebody by name. */
export function didWords(kind: ModerationKind, author?: string): string {
  const post = author ? `a post of ${author}` : "your post";
  const topic = author ? `a topic of ${author}` : "your topic";
  return {
    removed: `removed ${post}`,
    edited: `edited ${post}`,
    retitled: `changed the title of ${topic}`,
    "topic-removed": `removed ${topic}`,
    "topic-moved": `moved ${topic}`,
    "posts-split": `moved ${post} to a topic of its own`,
    "writer-learned": `found out who wrote ${post}, which is without a name`,
    "topic-merged": `merged ${topic} into another one`,
  }[kind];
}

/** “Post 3 in “Rota software””, “Comment 1 under “Contracts””. */
export const placeWords = ({ topic, number }: { topic: { title: string; page: string | null }; number: number }) =>
  topic.page === null ? `Post ${number} in ${quoted(topic.title)}` : `Comment ${number} under ${quoted(topic.title)}`;

/** The same for staff, with what they can do about it. */
export const staffModerationPath = (code: string) => `/admin/forum/moderations/${code}`;

/** Where moderators look at what was reported. */
export const reportedPath = ({ topic, number }: { topic: { code: string }; number: number }) =>
  `/admin/forum/reports/${topic.code}/${number}`;
