import { createPrivateKey, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { asciiDomain, canonicalAddress, readMailbox } from "./address";
import { readAccess, readPlace, type StoreAccess, type StorePlace } from "./store-place";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);
const wholeNumber = (fallback: number) => z.coerce.number().int().min(0).default(fallback);

const Settings = z.object({
  DEPLOYMENT: z.enum(["demo", "live", "test"]).default("demo"),
  ALLOW_PUBLIC_DEMO: z.enum(["0", "1"]).default("0"),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  MIGRATE_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(50).default(5),
  DKIM_DOMAIN: z.string().optional(),
  DKIM_SELECTOR: z.string().optional(),
  DKIM_PRIVATE_KEY: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  REPLY_ADDRESS: z.string().optional(),
  SECRETS: z.string().optional(),
  DATA_KEYS: z.string().optional(),
  UPLOADS: z.string().optional(),
  S3_ENDPOINT: z.string().optional(),
  S3_REGION: z.string().optional(),
  S3_KEY_ID: z.string().optional(),
  S3_SECRET: z.string().optional(),
  S3_PATH_STYLE: z.enum(["0", "1"]).optional(),
  CLAMAV: z.string().optional(),
  TRUST_PROXY: wholeNumber(0),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = {
  deployment: "demo" | "live" | "test";
  port: number;
  host: string;
  baseUrl: string;
  dataDir: string;
  databaseUrl: string;
  migrateDatabaseUrl: string;
  redisUrl: string | null;
  smtpUrl: string;
  smtpConnections: number;
  dkim: { domainName: string; keySelector: string; privateKey: string } | null;
  mailFrom: string | null;
  /** Where answers by mail to what the forum tells come in, with a token behind a +; null: they are not taken. */
  replyAddress: string | null;
  /** Signing keys: the first signs, all verify. */
  secrets: string[];
  /** Keys of hashes and field encryption, newest first: the first writes, all look up. */
  dataKeys: { id: number; key: Buffer }[];
  /** Where what people upload lies. */
  uploads: StorePlace;
  /** How the bucket is asked, where one is named here or to a command. */
  store: StoreAccess | null;
  /** The virus scanner that looks at each upload, speaking clamd's protocol. */
  clamav: { host: string; port: number } | null;
  trustProxy: number;
  logLevel: string;
};

/**
 * Reads every setting and reports every wrong one at once.
 * @throws {EnvError} with one line for each wrong setting
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) throw new EnvError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  const s = parsed.data;
  const wrong: string[] = [];

  const baseUrl = new URL(s.BASE_URL ?? `http://localhost:${s.PORT}`).origin;
  const dataDir = resolve(s.DATA_DIR);
  if (s.DEPLOYMENT === "demo" && !LOOPBACK.has(s.HOST) && s.ALLOW_PUBLIC_DEMO !== "1")
    wrong.push("HOST: a demo listens on this machine only; its passwords are public. Set ALLOW_PUBLIC_DEMO=1 to show it to others.");
  if (s.DEPLOYMENT === "live") {
    if (!baseUrl.startsWith("https:")) wrong.push("BASE_URL: a live portal needs an https address.");
    if (!s.SECRETS) wrong.push("SECRETS: a live portal needs its own signing keys.");
    if (!s.DATA_KEYS) wrong.push("DATA_KEYS: a live portal needs its own data keys.");
    if (!s.SMTP_URL) wrong.push("SMTP_URL: a live portal needs a mail relay.");
  }
  const dkimParts = [s.DKIM_DOMAIN, s.DKIM_SELECTOR, s.DKIM_PRIVATE_KEY].filter(Boolean).length;
  if (dkimParts !== 0 && dkimParts !== 3) wrong.push("DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY: give all three or none.");
  if (s.DKIM_PRIVATE_KEY && !isRsaKey(s.DKIM_PRIVATE_KEY)) wrong.push("DKIM_PRIVATE_KEY: give an RSA key in PEM form.");
  const dkimDomain = s.DKIM_DOMAIN ? asciiDomain(s.DKIM_DOMAIN) : null;
  if (s.DKIM_DOMAIN && !dkimDomain) wrong.push("DKIM_DOMAIN: write a domain, like example.org.");
  if (s.DKIM_SELECTOR && !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(s.DKIM_SELECTOR))
    wrong.push("DKIM_SELECTOR: write what stands before “._domainkey” in the name of the record.");
  if (s.MAIL_FROM && !readMailbox(s.MAIL_FROM))
    wrong.push("MAIL_FROM: write an address, or a name and an address: Practice Network <news@example.org>.");
  const uploads = readUploads(s.UPLOADS ?? `file:${join(dataDir, "uploads")}`);
  if (!uploads) wrong.push("UPLOADS: write file: and the path of a folder, like file:/srv/uploads, or s3: and the name of a bucket.");
  const store = readAccess(s, { loopback: LOOPBACK, wrong });
  if (uploads?.kind === "bucket" && !s.S3_ENDPOINT) wrong.push("UPLOADS: a bucket needs S3_ENDPOINT, S3_KEY_ID and S3_SECRET beside it.");
  const replyAddress = s.REPLY_ADDRESS ? canonicalAddress(s.REPLY_ADDRESS) : null;
  // 64 before the @ at most (RFC 5321), of which the token and its + take 51
  if (s.REPLY_ADDRESS && !(replyAddress && /^[^+@]{1,13}@/.test(replyAddress)))
    wrong.push("REPLY_ADDRESS: write an address with at most 13 letters and no + before the @, like reply@forum.example.");
  const clamav = s.CLAMAV ? hostAndPort(s.CLAMAV) : null;
  if (s.CLAMAV && !clamav) wrong.push("CLAMAV: write the scanner’s host and port, like clamd.internal:3310.");
  if (wrong.length > 0) throw new EnvError(wrong);

  const secrets = (s.SECRETS ?? generated(dataDir, "secrets", () => randomBytes(32).toString("base64url")))
    .split(",")
    .map((key) => key.trim());
  if (secrets.some((key) => key.length < 32)) wrong.push("SECRETS: each key needs at least 32 characters.");
  const dataKeys = readDataKeys(s.DATA_KEYS ?? generated(dataDir, "data-keys", () => `1:${randomBytes(32).toString("base64url")}`), wrong);
  if (wrong.length > 0) throw new EnvError(wrong);

  return {
    deployment: s.DEPLOYMENT,
    port: s.PORT,
    host: s.HOST,
    baseUrl,
    dataDir,
    databaseUrl: s.DATABASE_URL,
    migrateDatabaseUrl: s.MIGRATE_DATABASE_URL ?? s.DATABASE_URL,
    redisUrl: s.REDIS_URL ?? null,
    smtpUrl: s.SMTP_URL ?? `smtp://127.0.0.1:${s.PORT + 2}`,
    smtpConnections: s.SMTP_CONNECTIONS,
    dkim: dkimParts === 3 ? { domainName: dkimDomain!, keySelector: s.DKIM_SELECTOR!, privateKey: s.DKIM_PRIVATE_KEY! } : null,
    mailFrom: s.MAIL_FROM ?? null,
    replyAddress,
    secrets,
    dataKeys,
    uploads: uploads!,
    store,
    clamav,
    trustProxy: s.TRUST_PROXY,
    logLevel: s.LOG_LEVEL,
  };
}

/** Every wrong setting, one a line. */
export class EnvError extends Error {
  constructor(readonly problems: string[]) {
    super(`The settings need attention:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  }
}

let current: Env | null = null;

/** The settings of this process, read once. */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}

/** The place that an address of `UPLOADS` names, a folder by its whole path; null where it names none. */
export function readUploads(address: string): StorePlace | null {
  const place = readPlace(address);
  return place?.kind === "folder" ? { kind: "folder", path: resolve(place.path) } : place;
}

function hostAndPort(text: string): { host: string; port: number } | null {
  const [, host, port] = /^\[?([\w.:-]+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  return host && Number(port) > 0 && Number(port) < 65_536 ? { host, port: Number(port) } : null;
}

/** Signatures are rsa-sha256: every receiver can check those. */
function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

function readDataKeys(text: string, wrong: string[]): { id: number; key: Buffer }[] {
  return text.split(",").flatMap((part) => {
    const [, id, key] = /^\s*(\d{1,4}):(\S{32,})\s*$/.exec(part) ?? [];
    if (id && key) return [{ id: Number(id), key: Buffer.from(key, "utf8") }];
    wrong.push("DATA_KEYS: write each key as number:key, with at least 32 characters of key.");
    return [];
  });
}

function generated(dataDir: string, name: string, make: () => string): string {
  const file = join(dataDir, name);
  mkdirSync(dataDir, { recursive: true });
  try {
    // "wx": of two processes starting together, one writes and both read.
    writeFileSync(file, `${make()}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}
