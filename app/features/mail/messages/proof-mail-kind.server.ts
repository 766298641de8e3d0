import { z } from "zod";
import { buildProofToken, findProofById, type Proof } from "~/features/people/proofs.server";
import type { Ctx } from "~/lib/ctx";
import { type MailSite, mailKind, SAMPLE_DAY, type ServiceMail } from "./mail-kind.server";

type Link = { url: string; expiresAt: Date };

type ProofMail<Thing> = {
  name: string;
  /** Where the button leads: the token of the message's proof follows. */
  path: string;
  load: (ctx: Ctx, proof: Proof) => Promise<Thing | string>;
  words: (thing: Thing, site: MailSite, link: Link) => ServiceMail;
  samples: Record<string, NoInfer<Thing>>;
};

/** Declares a mail to an address that is to be proven, or to whoever holds it: its button opens one page, for one purpose. */
export function proofMailKind<Thing extends object>({ name, path, load, words, samples }: ProofMail<Thing>) {
  return mailKind({
    name,
    class: "security",
    args: z.object({}),
    async stillAllowed(ctx, { proofId }) {
      const proof = proofId ? await findProofById(ctx, proofId) : null;
      if (!proof) return "proof-gone";
      if (proof.usedAt || proof.supersededAt) return "proof-closed";
      return proof.expiresAt <= ctx.now ? "proof-expired" : null;
    },
    async load(ctx, { proofId }) {
      const proof = proofId ? await findProofById(ctx, proofId) : null;
      const token = proof && buildProofToken(proof);
      if (!token) return "proof-unbuildable";
      const thing: Thing | string = await load(ctx, proof);
      return typeof thing === "string" ? thing : { thing, token, expiresAt: proof.expiresAt };
    },
    words: ({ thing, token, expiresAt }, site) => words(thing, site, { url: `${site.baseUrl}${path}/${token}`, expiresAt }),
    samples: Object.fromEntries(
      Object.entries(samples).map(([name, thing]) => [name, { thing, token: "a-sample-that-opens-nothing", expiresAt: SAMPLE_DAY }]),
    ),
  });
}
