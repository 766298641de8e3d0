import { existsSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "#db/client.server";
import { StartError, step } from "./steps.js";

type Options = {
  /** A file that stands while the demo community is written: what a killed start left half-written is thrown away. */
  mark: string;
  deployment: "demo" | "live" | "test";
  /** Absent where the database is not ours to throw away. */
  empty: (() => Promise<void>) | undefined;
  migrate: () => Promise<void>;
};

/** Migrates; and in a demo, writes the demo community into an empty database. */
export async function seedIfEmpty({ mark, deployment, empty, migrate }: Options): Promise<void> {
  if (existsSync(mark)) {
    if (!empty)
      throw new StartError(
        `An earlier start was killed while it wrote the demo community. Empty that database, remove ${mark}, and start again.`,
      );
    await empty();
    rmSync(mark);
  }
  await migrate();
  if (deployment !== "demo") return;
  const connection = connect(process.env.DATABASE_URL!, { statementTimeout: 60_000 });
  try {
    const [people] = await connection.sql`select from persons limit 1`;
    if (people) return;
    writeFileSync(mark, "");
    await step("Writing the demo community", async () => {
      const { seedDemo } = await import("#db/seeds/community");
      await seedDemo(connection);
    });
    rmSync(mark);
  } finally {
    await connection.close();
  }
}
