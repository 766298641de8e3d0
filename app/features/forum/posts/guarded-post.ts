import { postPath } from "~/features/forum/topics/topic-address";
import type { TopicPlace } from "~/features/forum/types";

/** Where a post stands, for those who are told that it seemed to identify a patient. */
export const guardedPost = ({ code, page, scopeId }: TopicPlace & { scopeId: string }, number: number) => ({
  place: "forum" as const,
  path: postPath({ topic: { code, page }, number }),
  scopeId,
});
