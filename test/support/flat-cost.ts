import type postgres from "postgres";
import { type Cost, costOfPages, type Viewer } from "./cost-of-pages";
import { enter, type Site } from "./http";
import type { Recorder } from "./record-statements";

/** Tables that grow with the network; of them no page reads all. */
const GROWING = [
  "forum_posts",
  "forum_topics",
  "persons",
  "addresses",
  "grants",
  "messages",
  "subscriptions",
  "consent_records",
  "audit_entries",
  "notifications",
  "forum_reads",
  "content_reads",
  "content_feedback",
  "forum_category_watches",
  "forum_topic_tags",
  "forum_tag_watches",
  "forum_digests",
  "forum_watches",
  "forum_thanks",
  "forum_answers",
  "forum_quotes",
  "forum_bookmarks",
  "forum_polls",
  "forum_votes",
  "forum_mentions",
  "forum_ignores",
  "forum_reports",
  "forum_held_posts",
  "forum_mailed_replies",
  "forum_decisions",
  "forum_moderations",
  "forum_clean_ups",
  "forum_first_steps",
  "forum_sanctions",
  "forum_member_notes",
  "forum_post_revisions",
  "sessions",
  "drafts",
  "files",
  "file_uses",
  "enquiries",
  "enquiry_messages",
];

/** Blocks by which a page may cost more before it counts: an index that grew a level, a line more in a list. */
const SLACK = 150;

const VIEWERS = {
  visitor: null,
  member: "manager@demo.example",
  staff: "steering@demo.example",
  administrator: "admin@demo.example",
};

/** What no link leads to: each way to narrow a list, a word of the name of many, of few and of nobody; and the largest topic. */
const pathsOf = (largest: string, isStaff: boolean, searches: readonly string[]) => [
  "/",
  ...searches.map((text) => `/search?q=${encodeURIComponent(text)}`),
  `/forum/topics/${largest}`,
  `/forum/topics/${largest}?page=5`,
  ...(isStaff
    ? [
        "q=Volume",
        "q=member777",
        "q=nobody",
        "q=subscriber5",
        "role=member",
        "state=unreached",
        "state=suspended",
        "state=restricted",
        "organisation=Volume+Surgery+477",
      ].map((filter) => `/admin/members?${filter}`)
    : []),
];

export type Options = { ofAKind: number; searches: readonly string[] };

/** The demo's people open every kind of page on a database with volume. `db` is that database, as the site's role. */
export async function openAsEverybody(site: Site, recorder: Recorder, db: postgres.Sql, options: Options): Promise<Map<string, Cost>> {
  const [topic] = await db<
    { code: string }[]
  >`select code from forum_topics where page_id is null order by last_post_number desc, code limit 1`;
  const viewers: Viewer[] = [];
  for (const [who, email] of Object.entries(VIEWERS)) {
    const browser = site.browser();
    if (email) await enter(browser, email);
    viewers.push({ who, browser, paths: pathsOf(topic!.code, !["visitor", "member"].includes(who), options.searches) });
  }
  return costOfPages(viewers, recorder, db, options.ofAKind);
}

/** What of the larger database's pages costs more than twice as much as on the smaller. */
export function grown(small: Map<string, Cost>, large: Map<string, Cost>): string[] {
  return [...large].flatMap(([kind, cost]) => {
    if (cost.status >= 500) return [`${kind} answers ${cost.status} (${cost.path})`];
    const before = small.get(kind);
    const isDearer = before && cost.blocks > 2 * before.blocks + SLACK;
    return isDearer
      ? [`${kind}: ${before.blocks} blocks, then ${cost.blocks} (${cost.path}): ${cost.dearest.replace(/\s+/g, " ").slice(0, 200)}`]
      : [];
  });
}

/** What reads a growing table from end to end: right on a small one, never on a large one. */
export const wholeTables = (costs: Map<string, Cost>): string[] =>
  [...costs].flatMap(([kind, { path, scanned }]) => {
    const tables = [...new Set(scanned.filter((table) => GROWING.includes(table)))];
    return tables.length > 0 ? [`${kind} reads all of ${tables.join(", ")} (${path})`] : [];
  });

/** Pages of a viewer that ask the database more than so many questions, and how many. */
export const withMany = (costs: Map<string, Cost>, who: string, most: number): Record<string, number> =>
  Object.fromEntries(
    [...costs].flatMap(([kind, { statements }]) => {
      const [viewer, page] = kind.split(": ");
      return viewer === who && statements > most ? [[page, statements]] : [];
    }),
  );
