import { randomBytes } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";

/**
 * The erasable part of a ledger row: detail and salt can be nulled later, the commitment to them stays.
 * The hash is taken by the database over its own text of the detail, so that it can be checked there.
 */
export function committed(detail: Record<string, unknown> | null): {
  detail: Record<string, unknown> | null;
  salt: Buffer;
  commitment: SQL<Buffer>;
} {
  const salt = randomBytes(16);
  const text = detail === null ? null : JSON.stringify(detail);
  return {
    detail,
    salt,
    commitment: sql<Buffer>`sha256(decode(${salt.toString("hex")}, 'hex') || convert_to(coalesce((${text}::text)::jsonb::text, 'null'), 'UTF8'))`,
  };
}
