import type { WrittenLine } from "~/features/forum/moving/forum-format";
import { TAGS_OF_TOPIC } from "~/features/forum/tags/tag.policy";
import { TAG_NAME_MAX } from "~/features/forum/tags/tag.schema";
import { freeSlug } from "~/lib/slug";
import { hasWords, inOneLine } from "~/lib/unseen";

type TagAbroad = { id: string; name: string; description: string };

/** The tags of another forum as lines, those that most topics have first, and of each topic the keys of as many as a topic has here. */
export function tagsOf(tags: readonly TagAbroad[], topics: readonly { topic: string; tag: string }[]) {
  const uses = new Map<string, number>();
  for (const { tag } of topics) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  const used = tags.filter(({ id, name }) => uses.has(id) && hasWords(name)).sort((a, b) => uses.get(b.id)! - uses.get(a.id)!);
  const keys = new Map<string, string>();
  const lines = used.map(({ id, name, description }): WrittenLine => {
    const key = freeSlug(name, "tag", [...keys.values()]);
    keys.set(id, key);
    return {
      kind: "tag",
      key,
      name: inOneLine(name).slice(0, TAG_NAME_MAX).trim(),
      description: inOneLine(description.replace(/<[^>]*>/g, "")),
    };
  });
  const ofTopic = new Map<string, string[]>();
  for (const { topic, tag } of topics) ofTopic.set(topic, [...(ofTopic.get(topic) ?? []), tag]);
  const rank = [...keys.keys()];
  const of = (topic: string): string[] =>
    (ofTopic.get(topic) ?? [])
      .filter((tag) => keys.has(tag))
      .sort((a, b) => rank.indexOf(a) - rank.indexOf(b))
      .slice(0, TAGS_OF_TOPIC)
      .map((tag) => keys.get(tag)!);
  return { lines, of };
}
