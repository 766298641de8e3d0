import { formatDate } from "~/lib/dates";
import type { Receipt } from "./erasure.server";

/** The receipt in plain sentences: what goes, what stays and why, and until when backups may still hold it (PMN-10, ISO-16). */
export function receiptParagraphs(receipt: Receipt): string[] {
  const gone = receipt.plan.filter((item) => item.does === "delete" || item.does === "clear").map((item) => `${item.title} (${item.rows})`);
  const kept = receipt.plan.filter((item) => item.does === "keep").map((item) => `${item.title} (${item.rows}): ${item.why}`);
  const posts = receipt.plan.find((item) => item.table === "forum_posts");
  return [
    `Your reference is ${receipt.reference}. Keep this message: we will not be able to find you by your name or address any more.`,
    gone.length > 0 ? `We erase: ${gone.join("; ")}.` : "We hold nothing else about you that could be erased.",
    ...(posts
      ? [
          receipt.posts === "delete"
            ? `Your ${posts.rows} forum posts are removed, with the titles you gave. A note that a post was removed stays in its place.`
            : `Your ${posts.rows} forum posts stay, under the name “Former member”. Earlier versions of them are erased.`,
        ]
      : []),
    ...(kept.length > 0 ? [`We keep, without your name or address: ${kept.join("; ")}.`] : []),
    `Copies in backups are put beyond use and expire by ${formatDate(receipt.backupsUntil)}.`,
  ];
}
