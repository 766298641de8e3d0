import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type EnvError, readEnv } from "~/lib/env.server";

const NEEDED = {
  DEPLOYMENT: "test",
  DATABASE_URL: "postgres://localhost/portal",
  SECRETS: "s".repeat(32),
  DATA_KEYS: `1:${"k".repeat(32)}`,
};

const problems = (more: Record<string, string>): string[] => {
  try {
    readEnv({ ...NEEDED, ...more });
    return [];
  } catch (error) {
    return (error as EnvError).problems.map((problem) => problem.split(":")[0]!);
  }
};
const pem = (key: { export: (options: { type: "pkcs8"; format: "pem" }) => string | Buffer }) =>
  key.export({ type: "pkcs8", format: "pem" }).toString();

describe("the sender of mails", () => {
  test.each([
    "news@network.example",
    "Practice Network <news@network.example>",
    '"Practice, Network" <news@network.example>',
    "news@netzwerk-süd.example",
  ])("may be %s", (MAIL_FROM) => expect(problems({ MAIL_FROM })).toEqual([]));
  test.each(["Practice Network", "news,office@network.example", "néws@network.example", "news@net_work.example", "news@localhost"])(
    "is not %s",
    (MAIL_FROM) => expect(problems({ MAIL_FROM })).toEqual(["MAIL_FROM"]),
  );
});

describe("what signatures are for", () => {
  const key = pem(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);
  const dkim = (more: Record<string, string>) => ({ DKIM_DOMAIN: "network.example", DKIM_SELECTOR: "s1", DKIM_PRIVATE_KEY: key, ...more });

  test.each([
    ["DKIM_DOMAIN", "network.example."],
    ["DKIM_DOMAIN", "network"],
    ["DKIM_SELECTOR", "default._domainkey"],
    ["DKIM_SELECTOR", "a b"],
  ])("%s is not %j", (name, value) => expect(problems(dkim({ [name]: value }))).toEqual([name]));
  test("a domain beyond ASCII is named as it stands in the DNS", () =>
    expect(readEnv({ ...NEEDED, ...dkim({ DKIM_DOMAIN: "netzwerk-süd.example", DKIM_SELECTOR: "2026.s-1" }) }).dkim).toMatchObject({
      domainName: "xn--netzwerk-sd-2hb.example",
    }));
});

describe("the key of signatures", () => {
  const dkim = (DKIM_PRIVATE_KEY: string) => problems({ DKIM_DOMAIN: "network.example", DKIM_SELECTOR: "s1", DKIM_PRIVATE_KEY });

  test("is an RSA key", () => expect(dkim(pem(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey))).toEqual([]));
  test("is of no other kind", () => expect(dkim(pem(generateKeyPairSync("ed25519").privateKey))).toEqual(["DKIM_PRIVATE_KEY"]));
  test("is no other text", () => expect(dkim("a key")).toEqual(["DKIM_PRIVATE_KEY"]));
});
