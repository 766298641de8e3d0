/**
 * A notification in the words of the room that knows its cause: a link, and what stands around it. `together`: several of one kind and key
 * are told in one row, which says who did it and what they did (“replied in”) before the link.
 */
export type NotificationWords = {
  before?: string;
  text: string;
  href: string;
  after?: string;
  together?: { key: string; who: string; did: string };
};
