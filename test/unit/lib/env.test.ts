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

describe("the sender of emails", () => {
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

describe("where files lie", () => {
  const store = { S3_ENDPOINT: "https://store.example", S3_KEY_ID: "id", S3_SECRET: "secret" };
  test.each([
    ["file:/srv/uploads", {}, { kind: "folder", path: "/srv/uploads" }],
    ["file:///srv/uploads", {}, { kind: "folder", path: "/srv/uploads" }],
    ["s3:practice-uploads", store, { kind: "bucket", name: "practice-uploads" }],
    ["s3:uploads", { ...store, S3_ENDPOINT: "http://127.0.0.1:9000" }, { kind: "bucket", name: "uploads" }],
  ])("may be %s", (UPLOADS, more, place) => expect(readEnv({ ...NEEDED, UPLOADS, ...more }).uploads).toEqual(place));
  test.each([
    ["/srv/uploads", {}, "UPLOADS"],
    ["s3:Uploads", store, "UPLOADS"],
    ["s3:a/../b", store, "UPLOADS"],
    ["s3:uploads", {}, "UPLOADS"],
    ["s3:uploads", { ...store, S3_SECRET: "" }, "S3_ENDPOINT, S3_KEY_ID, S3_SECRET"],
    ["s3:uploads", { ...store, S3_ENDPOINT: "store.example" }, "S3_ENDPOINT"],
    ["s3:uploads", { ...store, S3_ENDPOINT: "https://store.example/uploads" }, "S3_ENDPOINT"],
    ["s3:uploads", { ...store, S3_ENDPOINT: "https://id:secret@store.example" }, "S3_ENDPOINT"],
    ["s3:uploads", { ...store, S3_ENDPOINT: "http://store.example" }, "S3_ENDPOINT"],
  ])("is not %s with %j", (UPLOADS, more, wrong) => expect(problems({ UPLOADS, ...more })).toEqual([wrong]));
  test("a store is asked by its bucket in the path, unless it is said otherwise", () => {
    const asked = (more: Record<string, string>) => readEnv({ ...NEEDED, ...store, ...more }).store;
    expect(asked({})).toEqual({ endpoint: "https://store.example", region: "us-east-1", keyId: "id", secret: "secret", isPathStyle: true });
    expect(asked({ S3_REGION: "eu-west-2", S3_PATH_STYLE: "0" })).toMatchObject({ region: "eu-west-2", isPathStyle: false });
  });
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
