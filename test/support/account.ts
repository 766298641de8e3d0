import { and, desc, eq, isNull } from "drizzle-orm";
import { messages } from "#db/schema/mail/messages";
import { proofs } from "#db/schema/people";
import { askForAddress, confirmAddress } from "~/features/accounts/addresses/add-address.server";
import { startSession } from "~/features/accounts/sign-in/sessions.server";
import { buildProofToken, type Proof } from "~/features/people/proofs.server";
import { ctxFor, systemCtxFor, testDb } from "./context";
import { anAddress } from "./newsletters";
import type { TestPerson } from "./people";

/** The latest request for an address. */
export async function askedProof(canonical: string): Promise<Proof> {
  const [proof] = await testDb()
    .db.select()
    .from(proofs)
    .where(and(eq(proofs.canonical, canonical), eq(proofs.purpose, "add-address"), isNull(proofs.usedAt)))
    .orderBy(desc(proofs.createdAt))
    .limit(1);
  if (!proof) throw new Error("nobody asked for this address");
  return proof;
}

export const tokenOf = (proof: Proof): string => buildProofToken(proof)!;

/** A second, proven address of somebody with an account. */
export async function addAddress(person: TestPerson, email = anAddress()): Promise<string> {
  const asked = await askForAddress(ctxFor(person), email);
  if (!asked.ok) throw new Error(asked.reason);
  const confirmed = await confirmAddress(ctxFor(person), await askedProof(email));
  if (!confirmed.ok) throw new Error(confirmed.reason);
  return email;
}

/** What was queued to an address, oldest first. */
export const mailsTo = async (toEmail: string): Promise<string[]> => {
  const rows = await testDb().db.select({ kind: messages.kind }).from(messages).where(eq(messages.toEmail, toEmail)).orderBy(messages.id);
  return rows.map(({ kind }) => kind);
};

/** The cookie of a new session. */
export async function aSession(person: TestPerson): Promise<string> {
  return (await startSession(systemCtxFor(), { personId: person.personId })).cookie;
}
