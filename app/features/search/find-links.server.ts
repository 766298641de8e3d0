import type { Ctx } from "~/lib/ctx";
import { MARK_END, MARK_START } from "./places";
import { prepareWords } from "./prepare-words.server";
import { type Found, findThings } from "./search.queries.server";
import { readFilter } from "./search-filter";
import { parseQuery } from "./search-query";

const MOST = 8;

export type FoundLink = Pick<Found, "kind" | "audience" | "place" | "title"> & { address: string };

/** The pages and topics that this reader finds by these words, best first, each by the address that stays; for a comment, its page. */
export async function findLinks(ctx: Ctx, text: string): Promise<FoundLink[]> {
  const words = await prepareWords(ctx, parseQuery(text));
  if (words.query === null) return [];
  const { found } = await findThings(ctx, words, { ...readFilter(new URLSearchParams()), authors: null }, null);
  const links = found.map(({ kind, audience, place, href, title }) => ({
    kind: kind === "comment" ? ("page" as const) : kind,
    audience,
    place,
    address: href.replace(/[?#].*/, ""),
    title: title.replaceAll(MARK_START, "").replaceAll(MARK_END, ""),
  }));
  return [...new Map(links.reverse().map((link) => [link.address, link])).values()].reverse().slice(0, MOST);
}
