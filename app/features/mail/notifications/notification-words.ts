/** A notification in the words of the room that knows its cause: a link, and what stands around it. */
export type NotificationWords = { before?: string; text: string; href: string; after?: string };
