import type { ErasurePlan, Receipt } from "./freeze-person.server";

/** The receipt in plain sentences: what goes, and what stays and why (PMN-10, ISO-16). */
export function receiptParagraphs(receipt: Receipt): string[] {
  return [
    `Your reference is ${receipt.reference}. Keep this message: we will not be able to find you by your name or address any more.`,
    ...outcomeParagraphs(receipt),
  ];
}

/** What becomes of everything that is held: also before it happens, for whoever thinks of leaving. */
export function outcomeParagraphs({ plan, posts }: Pick<Receipt, "plan" | "posts">): string[] {
  const gone = plan.filter((item) => item.does === "delete" || item.does === "clear").map((item) => `${item.title} (${item.rows})`);
  return [
    gone.length > 0 ? `We erase: ${gone.join("; ")}.` : "We hold nothing else about you that could be erased.",
    ...postsParagraph(plan, posts),
    ...keptParagraph(plan),
  ];
}

function postsParagraph(plan: ErasurePlan, choice: Receipt["posts"]): string[] {
  const posts = plan.find((item) => item.table === "forum_posts");
  if (!posts) return [];
  return choice === "delete"
    ? [`Your ${posts.rows} forum posts are removed, with the titles you gave. A note that a post was removed stays in its place.`]
    : [
        `Your ${posts.rows} forum posts stay, under the name “Former member”. Earlier versions of them, and the pictures and files in them, are erased.`,
      ];
}

function keptParagraph(plan: ErasurePlan): string[] {
  const kept = plan.filter((item) => item.does === "keep").map((item) => `${item.title} (${item.rows}): ${item.why}`);
  return kept.length > 0 ? [`We keep, without your name or address: ${kept.join("; ")}.`] : [];
}
