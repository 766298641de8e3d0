import { connect } from "#db/client.server";
import { analyseAll } from "#db/migrate";
import { setUpLines } from "./commands/create-admin";
import { step } from "./steps.js";

/** Into a demo's empty database goes the demo community; for a live portal's there is a way in for the first administrator. */
export async function seedIfEmpty(deployment: "demo" | "live" | "test"): Promise<void> {
  if (deployment === "test") return;
  const connection = connect(process.env.DATABASE_URL!, { statementTimeout: 60_000 });
  try {
    const [person] = await connection.sql`select from persons limit 1`;
    if (person) return;
    if (deployment === "demo") {
      await step("Writing the demo community", async () => {
        const { seedDemo } = await import("#db/seeds/community");
        await seedDemo(connection);
        await analyseAll(process.env.MIGRATE_DATABASE_URL ?? process.env.DATABASE_URL!);
      });
    } else {
      const { createAdmin } = await import("~/features/accounts/sign-in/create-admin.server");
      const { systemCtx } = await import("~/lib/ctx");
      const admin = await createAdmin(systemCtx(connection.db, "first start"));
      if ("link" in admin) console.log(setUpLines(admin.link, admin.expiresAt).join("\n"));
    }
  } finally {
    await connection.close();
  }
}
