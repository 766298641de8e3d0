import type { LineOf } from "~/features/forum/moving/forum-format";
import { OPTION_MAX, OPTIONS_MAX, QUESTION_MAX } from "~/features/forum/polls/poll.schema";
import { inOneLine } from "~/lib/unseen";
import { isoOf } from "./converted";
import type { CopyRow } from "./copy-blocks";

/** The tables of Discourse's poll plugin: a poll of a post, its options, and who chose which. */
export const POLL_TABLES = ["polls", "poll_options", "poll_votes"] as const;

const KINDS = ["regular", "multiple"];
const RESULTS = ["always", "voted", "closed"] as const;

type Poll = Omit<LineOf<"poll">, "kind" | "topic" | "number" | "closed"> & { closed: string | null };

/**
 * By post, the polls of which how they stand can be told here: one a post, of one choice or several, whose results are not for staff alone.
 * Of what moves without who chose what, one whose voters nobody was shown is one without names.
 */
export function pollsOf(held: Record<string, CopyRow[]>): Map<string, Poll> {
  const found = new Map<string, Poll>();
  for (const poll of held.polls!) {
    const shows = poll.visibility === "0" ? "anonymous" : RESULTS[Number(poll.results)];
    const options = held.poll_options!.filter(({ poll_id }) => poll_id === poll.id);
    const words = options.map(({ html }) => wordsOf(html ?? "", OPTION_MAX));
    const isKnown = KINDS[Number(poll.type)] && RESULTS[Number(poll.results)] && words.every(Boolean);
    if (!isKnown || !shows || words.length < 2 || words.length > OPTIONS_MAX || found.has(poll.post_id!)) continue;
    const votes = held.poll_votes!.filter(({ poll_id }) => poll_id === poll.id);
    found.set(poll.post_id!, {
      question: wordsOf(poll.title ?? "", QUESTION_MAX),
      options: words,
      most: poll.type === "0" ? 1 : Math.min(Number(poll.max ?? words.length) || words.length, words.length),
      shows,
      counts: options.map(
        ({ id, anonymous_votes }) => votes.filter((vote) => vote.poll_option_id === id).length + Number(anonymous_votes ?? 0),
      ),
      voters: new Set(votes.map(({ user_id }) => user_id)).size + Number(poll.anonymous_voters ?? 0),
      closed: poll.status === "1" ? isoOf(poll.updated_at!) : null,
    });
  }
  return found;
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

const wordsOf = (html: string, max: number): string =>
  inOneLine(html.replace(/<[^>]{0,500}>/g, "").replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]!)).slice(0, max);

/** A text without the poll that stands beside it from now on. */
export const withoutPoll = (raw: string): string => raw.replace(/\[poll[^\]\n]{0,300}\][\s\S]{0,3000}?\[\/poll\]/i, "");
