import { uuidv7 } from "uuidv7";
import { DAY } from "~/lib/dates";
import { addressHashes, randomCode } from "~/lib/tokens.server";
import type { Connection } from "../client.server";
import { batchesOf, bytes, copy, inBatches, timestamp } from "./copy-rows";
import { seedMemberTraces } from "./volume-traces";

/** What volume's rows say of where they come from; the slug of its category and of its newsletter too. */
export const VOLUME = "volume";

/** Members with an address each. */
export async function seedMembers(connection: Connection, wanted: number): Promise<void> {
  const [{ count }] = await connection.sql<[{ count: number }]>`
    select count(*)::int as count from persons where source = ${VOLUME} and processing = 'yes'`;
  const at = timestamp(Date.now() - 400 * DAY);
  const batches = batchesOf(wanted - count, 5000, count);
  await inBatches(connection, { label: "Members", batches, sizeOf: (batch) => batch.count }, async (sql, { first, count }) => {
    const members = Array.from({ length: count }, (_, index) => ({ personId: uuidv7(), number: first + index }));
    await copy(
      sql,
      "persons (id, ref, full_name, display_name, job_title, organisation_name, source, processing, created_at)",
      members.map(({ personId, number }) => {
        const name = `Member ${number} Volume`;
        return [personId, randomCode().toUpperCase(), name, name, "Practice manager", `Volume Surgery ${number % 500}`, VOLUME, "yes", at];
      }),
    );
    await copy(
      sql,
      ADDRESS_COLUMNS,
      members.map(({ personId, number }) => addressRow({ id: uuidv7(), personId, email: addressOf("member", number) }, at)),
    );
    await copy(
      sql,
      "grants (id, person_id, role, starts_at, source)",
      members.map(({ personId }) => [uuidv7(), personId, "member", at, VOLUME]),
    );
    await seedMemberTraces(
      sql,
      members.map(({ personId }) => personId),
    );
  });
}

/** Nobody's, and another in each database that was filled. */
export const addressOf = (who: string, number: number) => `${who}${number}-${randomCode()}@volume.example`;

export const ADDRESS_COLUMNS = "addresses (id, person_id, channel, value, canonical, hashes, is_primary, source, verified_at, created_at)";

export function addressRow({ id, personId, email }: { id: string; personId: string; email: string }, at: string) {
  const hashes = addressHashes(email).map((hash) => `"\\${bytes(hash)}"`);
  return [id, personId, "email", email, email, `{${hashes.join(",")}}`, true, VOLUME, at, at];
}
