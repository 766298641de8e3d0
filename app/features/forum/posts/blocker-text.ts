import type { CategoryBlocker } from "~/features/forum/categories/category.policy";
import type { ReplyBlocker } from "~/features/forum/topics/topic.policy";
import { EDIT_WINDOW_HOURS, type EditBlocker, type RemovalBlocker, type TitleBlocker } from "./post.policy";

export const replyBlockerText: Record<ReplyBlocker, string> = {
  "signed-out": "Sign in to reply.",
  "not-a-member": "Members can reply. You can read this topic because it is open to everybody.",
  locked: "This topic is closed. It stays here to read, and takes no more replies.",
};

export const commentBlockerText: Record<ReplyBlocker, string> = {
  "signed-out": "Sign in to comment.",
  "not-a-member": "Members can comment. You can read this page because it is open to everybody.",
  locked: "Comments here are closed. They stay to read, and no more can be added.",
};

export const editBlockerText: Record<EditBlocker, string> = {
  "signed-out": "Sign in to edit your post.",
  removed: "This post was removed, so its text cannot be changed.",
  "not-yours": "Only its author can edit this post.",
  moderated: "A moderator edited this post, so its text stays as it is now. If you think that was wrong, you can appeal.",
  locked: "This topic is closed, so its posts cannot be changed.",
  "too-late": `A post can be edited for ${EDIT_WINDOW_HOURS} hours. Write a reply if something needs putting right.`,
};

export const titleBlockerText: Record<TitleBlocker, string> = {
  "signed-out": "Sign in to change the title.",
  removed: "This topic was removed, so its title cannot be changed.",
  "not-yours": "Only its author or a moderator can change the title.",
  moderated: "A moderator changed this title, so it stays as it is now. If you think that was wrong, you can appeal.",
  locked: "This topic is closed, so its title cannot be changed.",
  "too-late": `A title can be changed for ${EDIT_WINDOW_HOURS} hours. Ask a moderator if something needs putting right.`,
  comments: "Comments are called what their page is called.",
};

export const removalBlockerText: Record<RemovalBlocker, string> = {
  "signed-out": "Sign in to remove your post.",
  removed: "This post has already been removed.",
  "not-yours": "Only its author or a moderator can remove this post.",
};

export const categoryBlockerText: Record<CategoryBlocker, string> = {
  reserved: "This address is used by the forum itself. Choose another.",
  taken: "Another category has this address already. Choose another.",
  "not-readable": "You are in none of these groups, so you could not read this category yourself. Ask somebody who is in one of them.",
};
