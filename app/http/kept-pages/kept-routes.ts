import type { Params } from "@remix-run/react";

export type KeptRoute = {
  /** The parameters of the address that the page reads; with another one it is made anew. */
  query: readonly string[];
  /** What it shows: see `db/functions/page_changed.sql`. */
  parts: (params: Params) => string[];
};

const site = () => ["site"];
const forum = () => ["site", "forum"];

/**
 * The pages that are made once for all who are not signed in, by the file that makes them. They have no form, and nothing in them is for
 * one reader or one request.
 */
export const KEPT_ROUTES: Readonly<Record<string, KeptRoute>> = {
  "routes/content/home": { query: [], parts: site },
  "routes/content/news": { query: ["after"], parts: site },
  "routes/content/page": { query: ["page"], parts: () => ["site", "comments"] },
  "routes/forum/forum": { query: ["after"], parts: forum },
  "routes/forum/unanswered": { query: ["after"], parts: forum },
  "routes/forum/category/category": { query: ["after"], parts: forum },
  "routes/forum/tags/tag": { query: ["after"], parts: forum },
  "routes/forum/tags/tags": { query: [], parts: site },
  "routes/forum/topic/topic": { query: ["page"], parts: (params) => ["site", topicPart(params)] },
  "routes/newsletters/issue": { query: [], parts: site },
  "routes/notices/privacy": { query: [], parts: site },
  "routes/notices/terms": { query: [], parts: site },
};

/** Topics share 32 parts, by the last of the ten letters of their codes. */
const topicPart = ({ topic = "" }: Params) => `topic-${topic.charAt(9).toLowerCase()}`;
