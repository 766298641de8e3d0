import { readFileSync } from "node:fs";
import { NOTICE_SLUGS, type NoticeSlug } from "./notices";

/** What each notice says until the portal publishes words of its own; the path is seen from the folder that every program starts in. */
export const RELEASE_TEXTS = Object.fromEntries(
  NOTICE_SLUGS.map((slug) => [slug, readFileSync(`app/features/notices/texts/${slug}.md`, "utf8")]),
) as Record<NoticeSlug, string>;

/** The day on which they were written. */
export const TEXTS_WRITTEN = "2026-11-21T12:00:00Z";
