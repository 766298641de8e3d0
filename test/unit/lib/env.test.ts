import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type EnvError, readEnv } from "~/lib/env.server";

const problems = (more: Record<string, string>): string[] => {
  try {
    readEnv({
      DEPLOYMENT: "test",
      DATABASE_URL: "postgres://localhost/portal",
      SECRETS: "s".repeat(32),
      DATA_KEYS: `1:${"k".repeat(32)}`,
      ...more,
    });
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

describe("the key of signatures", () => {
  const dkim = (DKIM_PRIVATE_KEY: string) => problems({ DKIM_DOMAIN: "network.example", DKIM_SELECTOR: "s1", DKIM_PRIVATE_KEY });

  test("is an RSA key", () => expect(dkim(pem(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey))).toEqual([]));
  test("is of no other kind", () => expect(dkim(pem(generateKeyPairSync("ed25519").privateKey))).toEqual(["DKIM_PRIVATE_KEY"]));
  test("is no other text", () => expect(dkim("a key")).toEqual(["DKIM_PRIVATE_KEY"]));
});
