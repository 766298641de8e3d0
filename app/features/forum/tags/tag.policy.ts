import { EDIT_WINDOW_HOURS, type TitleBlocker } from "~/features/forum/posts/post.policy";

/** All of them stand in each form that offers them. */
export const MOST_TAGS = 100;

/** As many as a topic has. */
export const TAGS_OF_TOPIC = 5;

export type TagBlocker = "too-many" | "taken" | "merge";

export const TAG_REFUSALS: Record<TagBlocker, string> = {
  "too-many": `There are ${MOST_TAGS} tags: merge or remove one first.`,
  taken: "There is a tag of this name already.",
  merge: "Another tag has this name. Tick the box below to merge this one into it, or choose another name.",
};

/** Tags are changed by whom and as long as the title may be. */
export const TAG_TOPIC_REFUSALS: Record<TitleBlocker, string> = {
  "signed-out": "Sign in to change the tags.",
  removed: "This topic was removed, so its tags cannot be changed.",
  sanctioned: "You cannot change tags now. In the topic, where a reply is written, you see why, until when, and how to appeal.",
  "not-yours": "Only its author or a moderator can change the tags.",
  moderated: "A moderator changed the title of this topic, so its tags stay as they are now. Ask a moderator if one is wrong.",
  locked: "This topic is closed, so its tags cannot be changed.",
  "too-late": `Tags can be changed for ${EDIT_WINDOW_HOURS} hours. Ask a moderator if one is wrong.`,
  comments: "Comments have no tags.",
};
