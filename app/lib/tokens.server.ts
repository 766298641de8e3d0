import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "./env.server";

export const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
export const randomToken = (bytes = 32) => randomBytes(bytes).toString("base64url");

/** HMAC-SHA-256 of `text` under each signing key, the one that signs first. */
export function signatures(text: string): Buffer[] {
  return env().secrets.map((secret) => createHmac("sha256", secret).update(text).digest());
}

/** Keyed hashes of a canonical address under every live data key, newest first: what suppressions are looked up by. */
export function addressHashes(canonical: string): Buffer[] {
  return env().dataKeys.map(({ key }) => createHmac("sha256", key).update(`address:${canonical}`).digest());
}

/** The number of the data key that writes. */
export const writingKeyId = () => env().dataKeys[0]!.id;

export const sameBytes = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b);

/** Encrypts a field with the newest data key: key id (2 bytes) ‖ iv (12) ‖ tag (16) ‖ ciphertext. */
export function encryptField(text: string): Buffer {
  const { id, key } = env().dataKeys[0]!;
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sha256(key), iv);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const keyId = Buffer.alloc(2);
  keyId.writeUInt16BE(id);
  return Buffer.concat([keyId, iv, cipher.getAuthTag(), body]);
}

/** @throws when the key is gone or the bytes were changed */
export function decryptField(sealed: Buffer): string {
  const id = sealed.readUInt16BE(0);
  const key = env().dataKeys.find((candidate) => candidate.id === id)?.key;
  if (!key) throw new Error(`data key ${id} is not configured`);
  const decipher = createDecipheriv("aes-256-gcm", sha256(key), sealed.subarray(2, 14));
  decipher.setAuthTag(sealed.subarray(14, 30));
  return Buffer.concat([decipher.update(sealed.subarray(30)), decipher.final()]).toString("utf8");
}

// Crockford's alphabet: nothing that is read as something else.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A random code of ten characters (50 bits) for addresses. Persons' references are the same in capitals. */
export function randomCode(): string {
  return Array.from(randomBytes(10), (byte) => ALPHABET[byte % 32]).join("");
}
