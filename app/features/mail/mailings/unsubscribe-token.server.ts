import { sameBytes, signatures } from "~/lib/tokens.server";

/**
 * A key for each door: the link in a forwarded body cannot act as one-click, and neither as an answer to “do you still want it”. Of
 * `forum-mails` the id is a message's.
 */
export type UnsubscribePurpose = "unsubscribe" | "one-click" | "still-wanted" | "forum-mails";

const UUID_BYTES = 16;
const SIGNATURE_BYTES = 16;

/**
 * The token of a subscription's link: its id and a signature. Nothing is stored, so it works as long
 * as its key verifies, and after erasure too.
 */
export function unsubscribeToken(purpose: UnsubscribePurpose, subscriptionId: string): string {
  const [signature] = signaturesOf(purpose, subscriptionId);
  return Buffer.concat([Buffer.from(subscriptionId.replaceAll("-", ""), "hex"), signature!]).toString("base64url");
}

/** The subscription that a token is about, or null when we did not make it for this purpose. Every key is tried, in constant time. */
export function readUnsubscribeToken(purpose: UnsubscribePurpose, token: string): string | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== UUID_BYTES + SIGNATURE_BYTES || bytes.toString("base64url") !== token) return null;
  const id = bytes.toString("hex", 0, UUID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const given = bytes.subarray(UUID_BYTES);
  return signaturesOf(purpose, id).filter((signature) => sameBytes(signature, given)).length > 0 ? id : null;
}

const signaturesOf = (purpose: UnsubscribePurpose, id: string) =>
  signatures(`${purpose}:${id}`).map((signature) => signature.subarray(0, SIGNATURE_BYTES));
