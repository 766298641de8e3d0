import { connect } from "#db/client.server";
import type { Statement } from "../../support/record-statements";

/**
 * Runs a page's statements and nothing else: order `{ statements, seconds, atOnce }`, for so many seconds, and `least` so often; the answer
 * tells how many pages' worth it did.
 */
const { sql } = connect(process.env.DATABASE_URL!);
const asSent = (value: unknown) => value;
// Recorded values are already as the server reads them.
for (const type of [16, 17, 114, 1082, 1114, 1184, 3802]) (sql.options.serializers as Record<number, unknown>)[type] = asSent;

type Order = { statements: Statement[]; seconds: number; atOnce: number; least?: number };

process.on("message", async ({ statements, seconds, atOnce, least = 0 }: Order) => {
  const began = performance.now();
  const end = began + seconds * 1000;
  let pages = 0;
  const keepAsking = async () => {
    while (performance.now() < end || pages < least) {
      for (const { text, values } of statements) await sql.unsafe(text, values, { prepare: true });
      pages += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepAsking));
  process.send!({ units: pages, seconds: (performance.now() - began) / 1000 });
});
process.on("disconnect", () => process.exit(0));
process.send!("ready");
