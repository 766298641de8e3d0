import { lookFor } from "~/features/search/look-for.server";
import { readFilter, type SearchFilter } from "~/features/search/search-filter";
import type { Ctx } from "~/lib/ctx";

type More = Partial<SearchFilter> & { after?: string | null; isExact?: boolean };

export const NO_FILTER: SearchFilter = readFilter(new URLSearchParams());

/** What is found by exactly these words, unless typing errors are to be forgiven (`isExact: false`). */
export const searchFor = (ctx: Ctx, text: string, { after = null, isExact = true, ...filter }: More = {}) =>
  lookFor(ctx, { text, filter: { ...NO_FILTER, ...filter }, after, isExact });
