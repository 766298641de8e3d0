import { createHmac } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import type * as Tokens from "~/lib/tokens.server";

const [OLD, NEW] = ["old-".repeat(8), "new-".repeat(8)];

/** The module as a process with these settings has it: they are read once. */
async function tokensWith(settings: { SECRETS?: string; DATA_KEYS?: string } = {}): Promise<typeof Tokens> {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  vi.resetModules();
  return import("~/lib/tokens.server");
}
afterEach(() => {
  vi.unstubAllEnvs();
  // the files that follow read the settings as they are
  vi.resetModules();
});

test("a hash is SHA-256, of text and of bytes", async () => {
  const { sha256 } = await tokensWith();
  expect(sha256("abc").toString("hex")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256(Buffer.from("abc"))).toEqual(sha256("abc"));
});

test("a random token has the bytes asked for, safe in addresses, and never comes twice", async () => {
  const { randomToken } = await tokensWith();
  expect(Buffer.from(randomToken(), "base64url")).toHaveLength(32);
  expect(Buffer.from(randomToken(16), "base64url")).toHaveLength(16);
  expect(randomToken(300)).toMatch(/^[A-Za-z0-9_-]{400}$/);
  expect(new Set(Array.from({ length: 100 }, () => randomToken()))).toHaveProperty("size", 100);
});

test("the first secret signs, every secret verifies", async () => {
  const { signatures } = await tokensWith({ SECRETS: `${NEW},${OLD}` });
  const under = (key: string) => createHmac("sha256", key).update("text").digest();
  expect(signatures("text")).toEqual([under(NEW), under(OLD)]);
});

test("an address is found under every data key, and written with the newest", async () => {
  const { addressHashes, writingKeyId } = await tokensWith({ DATA_KEYS: `7:${NEW},3:${OLD}` });
  const under = (key: string) => createHmac("sha256", key).update("address:ada@test.example").digest();
  expect(addressHashes("ada@test.example")).toEqual([under(NEW), under(OLD)]);
  expect(writingKeyId()).toBe(7);
});

test("bytes are the same or they are not, whatever their lengths", async () => {
  const { sameBytes } = await tokensWith();
  expect(sameBytes(Buffer.from("abc"), Buffer.from("abc"))).toBe(true);
  expect(sameBytes(Buffer.from("abc"), Buffer.from("abd"))).toBe(false);
  expect(sameBytes(Buffer.from("abc"), Buffer.from("ab"))).toBe(false);
});

test("a sealed field opens again and names its key, and the same text is sealed differently each time", async () => {
  const { decryptField, encryptField } = await tokensWith({ DATA_KEYS: `258:${NEW}` });
  const [one, two] = [encryptField("Žofie"), encryptField("Žofie")];

  expect([decryptField(one), decryptField(two)]).toEqual(["Žofie", "Žofie"]);
  expect(one).not.toEqual(two);
  expect(one.readUInt16BE(0)).toBe(258);
  // key id, iv, tag, text
  expect(one).toHaveLength(2 + 12 + 16 + 6);
});

test("what an older key sealed opens while that key is configured, and says which key is missing when it is not", async () => {
  const sealed = (await tokensWith({ DATA_KEYS: `3:${OLD}` })).encryptField("a secret");

  expect((await tokensWith({ DATA_KEYS: `7:${NEW},3:${OLD}` })).decryptField(sealed)).toBe("a secret");
  const { decryptField } = await tokensWith({ DATA_KEYS: `7:${NEW}` });
  expect(() => decryptField(sealed)).toThrow("data key 3 is not configured");
});

test("no changed byte opens", async () => {
  const { decryptField, encryptField } = await tokensWith();
  const sealed = encryptField("a secret");
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => decryptField(changed), `byte ${at}`).toThrow();
  }
});

test("a code is ten signs that nobody reads as others, all of them in use", async () => {
  const { randomCode } = await tokensWith();
  const codes = Array.from({ length: 500 }, randomCode);
  for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/);
  expect(new Set(codes.join("")).size).toBe(32);
});
