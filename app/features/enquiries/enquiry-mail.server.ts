import { eq } from "drizzle-orm";
import { enquiries } from "#db/schema/enquiries";
import { SAMPLE_DAY } from "~/features/mail/messages/mail-kind.server";
import { proofColumns, proofOf } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { CATEGORIES, type Category } from "./categories";

type Titled = { category: Category; code: string };

/** “Your question to PMN (reference abc)”: the same in each mail of an enquiry, so that programs keep them together. */
export const subjectOf = ({ category, code }: Titled, site: string) => `Your ${CATEGORIES[category].noun} to ${site} (reference ${code})`;

/** An enquiry as its mails know it. */
export type MailedEnquiry = NonNullable<Awaited<ReturnType<typeof findMailedEnquiry>>>;

export async function findMailedEnquiry(ctx: Ctx, id: string) {
  const { code, category, queue, state, createdAt, dueAt } = enquiries;
  const [row] = await ctx.db
    .select({
      code,
      category,
      queue,
      state,
      createdAt,
      dueAt,
      proof: { id: proofColumns.id, tokenHash: proofColumns.tokenHash, expiresAt: proofColumns.expiresAt },
    })
    .from(enquiries)
    .leftJoin(...proofOf(enquiries.proofId))
    .where(eq(enquiries.id, id));
  return row ?? null;
}

export const SAMPLE_ENQUIRY: Omit<MailedEnquiry, "proof"> = {
  code: "7k2mq9xw4d",
  category: "question",
  queue: "office",
  state: "open",
  createdAt: SAMPLE_DAY,
  dueAt: SAMPLE_DAY,
};
