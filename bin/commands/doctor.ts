import { accessSync, constants } from "node:fs";
import { defineCommand } from "citty";
import type { Connection } from "#db/client.server";
import type { Ctx } from "~/lib/ctx";
import type { Env } from "~/lib/env.server";
import { jsonFlag, Refusal, refuseUnknown, tell } from "./outcome";
import { readSettings, withPortal } from "./with-portal";

type Finding = { name: string; state: "good" | "note" | "bad"; says: string };

const MARKS = { good: "ok  ", note: "note", bad: "BAD " };

export const doctor = defineCommand({
  meta: { name: "doctor", description: "Look at everything that the portal stands on, and say what is wrong" },
  args: jsonFlag,
  async run({ args }) {
    refuseUnknown(args, jsonFlag);
    const settings = await readSettings();
    const findings = await withPortal("portal doctor", (ctx, connection) => examine(ctx, connection, settings));
    const bad = findings.filter(({ state }) => state === "bad").length;
    const lines = findings.map(({ name, state, says }) => `  ${MARKS[state]}  ${name.padEnd(16)} ${says}`);
    tell(args.json, { ok: bad === 0, findings }, lines);
    if (bad > 0) throw new Refusal(args.json ? "" : `\n${bad} of ${findings.length} need attention.`);
  },
});

async function examine(ctx: Ctx, connection: Connection, settings: Env): Promise<Finding[]> {
  const database = await attempt("Database", () => examineDatabase(connection));
  const inside = {
    Durability: examineDurability,
    Migrations: examineMigrations,
    Roles: examineRoles,
    Ledgers: examineLedgers,
    Signature: examineSignature,
  };
  const needing = database.state === "bad" ? [] : Object.entries(inside);
  return [
    { name: "Settings", state: "good", says: `${settings.deployment}, ${settings.baseUrl}` },
    database,
    ...(await Promise.all(needing.map(([name, look]) => attempt(name, () => look(connection, ctx, settings))))),
    await attempt("Queue", () => examineQueue(settings)),
    await attempt("Files", examineFiles),
    await attempt("Mail relay", () => examineRelay(settings)),
    await attempt("Data folder", async () => {
      accessSync(settings.dataDir, constants.R_OK | constants.W_OK);
      return { says: settings.dataDir };
    }),
  ];
}

type Look = { state?: Finding["state"]; says: string };

async function attempt(name: string, look: () => Promise<Look>): Promise<Finding> {
  try {
    return { name, state: "good", ...(await look()) };
  } catch (error) {
    return { name, state: "bad", says: error instanceof Error ? error.message : String(error) };
  }
}

async function examineDatabase({ sql }: Connection): Promise<Look> {
  const [server] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
  const major = Math.floor(server!.version / 10_000);
  if (major < 15) throw new Error(`PostgreSQL ${major} is too old: 15 or newer is needed.`);
  return { says: `PostgreSQL ${major}` };
}

async function examineDurability({ sql }: Connection): Promise<Look> {
  const [server] = await sql<{ fsync: string; commit: string }[]>`
    select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`;
  if (server!.fsync === "on" && server!.commit !== "off") return { says: "what is answered is stored" };
  throw new Error("fsync or synchronous_commit is off: a power cut loses what people were told is stored.");
}

async function examineMigrations({ sql }: Connection): Promise<Look> {
  const { isCurrent } = await import("#db/release");
  if (!(await isCurrent(sql))) throw new Error("The database is behind this release: npm run portal -- migrate");
  return { says: "up to date" };
}

async function examineRoles({ sql }: Connection): Promise<Look> {
  const [role] = await sql<{ name: string; owns: boolean; may: boolean }[]>`
    select current_user as name, pg_has_role(current_user, relowner, 'usage') as owns,
      has_table_privilege('audit_entries', 'delete') as may
    from pg_class where oid = 'audit_entries'::regclass`;
  if (!role!.owns && !role!.may) return { says: `the site runs as ${role!.name}, which cannot change a ledger` };
  const gives = "whoever takes over the site's process could take the guards off the ledgers";
  return {
    state: "note",
    says: `the site runs as ${role!.name}, which owns the tables: ${gives}. Set MIGRATE_DATABASE_URL to another role.`,
  };
}

async function examineLedgers(_: Connection, ctx: Ctx): Promise<Look> {
  const { LEDGERS, verifyLedger } = await import("~/features/audit/seal-ledgers.server");
  let seals = 0;
  for (const ledger of LEDGERS) {
    const found = await verifyLedger(ctx, ledger);
    if (found.broken !== null) throw new Error(`The ledger ${ledger} does not fit its seal ${found.broken}: rows were changed behind it.`);
    seals += found.seals;
  }
  return { says: `${seals} seals fit` };
}

async function examineQueue({ redisUrl }: Env): Promise<Look> {
  if (!redisUrl) return { says: "on PostgreSQL" };
  const { Redis } = await import("ioredis");
  const redis = new Redis(redisUrl, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on("error", () => {});
  try {
    await redis.connect();
    const [, policy] = (await redis.config("GET", "maxmemory-policy")) as string[];
    if (policy !== "noeviction") throw new Error(`Redis may throw jobs away: set maxmemory-policy to noeviction (it is ${policy}).`);
    return { says: "on Redis" };
  } finally {
    redis.disconnect();
  }
}

/** A few bytes go in, are read, and are gone. */
async function examineFiles(): Promise<Look> {
  const { env } = await import("~/lib/env.server");
  const { readWhole, storage } = await import("~/features/files/storage.server");
  const { randomCode } = await import("~/lib/tokens.server");
  const { uploads, store } = env();
  const where = uploads.kind === "folder" ? `the folder ${uploads.path}` : `the bucket ${uploads.name} at ${new URL(store!.endpoint).host}`;
  const probe = { code: randomCode(), bytes: Buffer.from("Written by portal doctor") };
  await storage().put(probe.code, "file", probe.bytes);
  const read = await readWhole(storage(), probe.code, "file");
  if (!read.equals(probe.bytes)) throw new Error(`${where} gives back something else than was put into it.`);
  await storage().remove(probe.code);
  if ((await storage().size(probe.code, "file")) !== null) throw new Error(`${where} keeps what was deleted.`);
  return { says: `${where} takes, gives and deletes` };
}

async function examineRelay({ smtpUrl }: Env): Promise<Look> {
  const { openRelay } = await import("~/features/mail/transport/relay.server");
  const { RELAY_TROUBLE_WORDS } = await import("~/features/mail/transport/relay-words");
  const relay = openRelay({ url: smtpUrl, connections: 1, timeouts: { connect: 10_000 } });
  const trouble = await relay.probe();
  relay.close();
  const { host, username } = new URL(smtpUrl);
  if (trouble) throw new Error(`${host}: ${RELAY_TROUBLE_WORDS[trouble]}`);
  return { says: username ? `${host} takes our sign-in` : `${host} takes mail` };
}

async function examineSignature(_: Connection, ctx: Ctx, { dkim }: Env): Promise<Look> {
  const { dkimBlemish } = await import("~/features/mail/transport/dkim.server");
  const { getMailSender } = await import("~/features/mail/transport/sender.server");
  const blemish = dkimBlemish(dkim, (await getMailSender(ctx)).from.address);
  if (blemish) throw new Error(blemish);
  return dkim ? { says: `DKIM for ${dkim.domainName}` } : { state: "note", says: "not signed here: the relay has to sign (DKIM)" };
}
