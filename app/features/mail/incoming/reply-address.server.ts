import { env } from "~/lib/env.server";
import { sameBytes, sha256, signatures } from "~/lib/tokens.server";

const UUID_BYTES = 16;
const SHOWN_BYTES = 4;
const SIGNATURE_BYTES = 12;
const BYTES = UUID_BYTES + SHOWN_BYTES + SIGNATURE_BYTES;
/** Small letters and digits alone: some servers write all else small. */
const RADIX = 36;
const LENGTH = Math.ceil((BYTES * 8) / Math.log2(RADIX));

/** What an address says that is ours: which mail is answered, and what that mail showed. */
export type ReplyToken = { messageId: string; isShown: (shown: string) => boolean };

/**
 * The address that answers to one mail go to, or null where answers are not taken. It names the mail, and so a person and what they were
 * told of, and holds a mark of what that mail showed them; both are signed. Nothing is stored.
 */
export function replyAddress(messageId: string, shown: string): string | null {
  const { replyAddress } = env();
  if (!replyAddress) return null;
  const signed = Buffer.concat([Buffer.from(messageId.replaceAll("-", ""), "hex"), markOf(shown)]);
  const [signature] = signaturesOf(signed);
  const token = BigInt(`0x${Buffer.concat([signed, signature!]).toString("hex")}`)
    .toString(RADIX)
    .padStart(LENGTH, "0");
  return replyAddress.replace("@", `+${token}@`);
}

/** What stands behind the + of an address that we made; null for every other one. Every key is tried, in constant time. */
export function readReplyAddress(recipient: string): ReplyToken | null {
  const [, token] = new RegExp(`\\+([0-9a-z]{${LENGTH}})@`, "i").exec(recipient) ?? [];
  if (!env().replyAddress || !token) return null;
  const number = [...token.toLowerCase()].reduce((sum, digit) => sum * BigInt(RADIX) + BigInt(Number.parseInt(digit, RADIX)), 0n);
  const hex = number.toString(16).padStart(BYTES * 2, "0");
  if (hex.length !== BYTES * 2) return null;
  const bytes = Buffer.from(hex, "hex");
  const signed = bytes.subarray(0, UUID_BYTES + SHOWN_BYTES);
  const given = bytes.subarray(UUID_BYTES + SHOWN_BYTES);
  if (signaturesOf(signed).filter((signature) => sameBytes(signature, given)).length === 0) return null;
  const messageId = hex.slice(0, UUID_BYTES * 2).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { messageId, isShown: (shown) => sameBytes(markOf(shown), signed.subarray(UUID_BYTES)) };
}

const markOf = (shown: string) => sha256(shown).subarray(0, SHOWN_BYTES);

const signaturesOf = (signed: Buffer) =>
  signatures(`reply-by-mail:${signed.toString("hex")}`).map((signature) => signature.subarray(0, SIGNATURE_BYTES));
