import { staffMemberPath } from "~/features/forum/sanctions/sanction-words";

/** Where a moderator chooses what of a member's is removed, sees what that will do, and does it. */
export const cleanUpFormPath = (ref: string) => `${staffMemberPath(ref)}/clean-up`;

/** What was removed with it, and why: for the member, and for moderators. */
export const cleanUpPath = (code: string) => `/forum/clean-ups/${code}`;
export const staffCleanUpPath = (code: string) => `/admin/forum/clean-ups/${code}`;

/** “1 post”, “12 posts”. */
export const postsWords = (count: number) => `${count.toLocaleString("en-GB")} ${count === 1 ? "post" : "posts"}`;
