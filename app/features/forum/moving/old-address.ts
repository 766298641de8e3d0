const SEGMENTS = 6;

/**
 * An address of a moved forum as it is looked for: its first word and the numbers in it, `/t/words-of-the-title/12/3` as `/t/12/3`. Words
 * between them are those of a title, which may have changed since and belong to who wrote it. Null where nothing is left to find it by.
 */
export function oldAddress(path: string): string | null {
  const [first = "", ...rest] = path.split(/[?#]/, 1)[0]!.split("/").filter(Boolean);
  const numbers = rest.filter((segment) => /^\d{1,12}$/.test(segment));
  if (!/^[a-z][a-z0-9-]{0,30}$/i.test(first) || numbers.length === 0 || rest.length > SEGMENTS) return null;
  return `/${[first.toLowerCase(), ...numbers].join("/")}`;
}

/** Of an address that ends in the number of a post, the topic's; null where there is no such number. */
export function topicOfAddress(address: string): { topic: string; number: number } | null {
  const [, topic, number] = /^(\/[a-z0-9-]+\/\d+)\/([1-9]\d{0,6})$/.exec(address) ?? [];
  return topic ? { topic, number: Number(number) } : null;
}
