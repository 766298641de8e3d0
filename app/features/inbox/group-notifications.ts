import type { NotificationWords } from "~/features/mail/notifications/notification-words";

type Told = { kind: string; cause: string; createdAt: Date; readAt: Date | null };

/** As the page shows it: one row for all that was told of one thing. */
export type ShownNotification = { createdAt: Date; readAt: Date | null; words: NotificationWords };

/** So many are named. */
const MOST_NAMED = 2;

/**
 * What was told, newest first, as rows: of one kind and thing (`together`) those of this page are one, where the newest stands. It names
 * who did it and leads to the first of them that was not read. Told of nothing are those without words.
 */
export function groupNotifications(told: readonly Told[], wordsOf: ReadonlyMap<string, NotificationWords>): ShownNotification[] {
  const groups = new Map<string, (Told & { words: NotificationWords })[]>();
  for (const each of told) {
    const words = wordsOf.get(each.cause);
    if (!words) continue;
    const key = `${each.kind} ${words.together ? words.together.key : each.cause}`;
    groups.set(key, [...(groups.get(key) ?? []), { ...each, words }]);
  }
  return [...groups.values()].map(rowOf);
}

function rowOf(group: (Told & { words: NotificationWords })[]): ShownNotification {
  const [newest] = group as [(typeof group)[number]];
  const unread = group.filter(({ readAt }) => readAt === null);
  const { together, ...words } = newest.words;
  const { createdAt } = newest;
  const readAt = unread.length > 0 ? null : newest.readAt;
  if (!together || group.length === 1) return { createdAt, readAt, words };
  const names = group.flatMap(({ words }) => (words.together ? [words.together.who] : []));
  const first = unread.at(-1) ?? newest;
  return {
    createdAt,
    readAt,
    words: {
      before: `${inWords([...new Set(names)])} ${together.did}`,
      text: words.text,
      href: first.words.href,
      after: ` (${group.length} posts)`,
    },
  };
}

/** “Amara, Jo and 3 others”. */
function inWords(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMED);
  const others = names.length - named.length;
  if (others === 0) return named.join(" and ");
  return `${named.join(", ")} and ${others === 1 ? "1 other" : `${others} others`}`;
}
