import type { Connection } from "#db/client.server";
import type { Ctx } from "~/lib/ctx";
import { joinSurroundings } from "../surroundings";
import { Refusal } from "./outcome";

/** Milliseconds. A command reads many rows at once, and nobody waits for a page. */
const STATEMENT_TIMEOUT = 600_000;
/** For ever: between two statements it may read and write gigabytes of files. */
const IDLE_TIMEOUT = 0;

/** Runs a command on the portal's database, as the site's role, and lets go of everything afterwards. */
export async function withPortal<T>(reason: string, work: (ctx: Ctx, connection: Connection) => Promise<T>): Promise<T> {
  await readSettings();
  // Read late: modules of the site look at the settings while they load.
  const { connect } = await import("#db/client.server");
  const { closeBell } = await import("#jobs/bell.server");
  const { systemCtx } = await import("~/lib/ctx");
  const { AwayError, NotFoundError } = await import("~/lib/errors");
  const connection = connect(process.env.DATABASE_URL!, { max: 4, statementTimeout: STATEMENT_TIMEOUT, idleTimeout: IDLE_TIMEOUT });
  try {
    return await work(systemCtx(connection.db, reason), connection);
  } catch (error) {
    if (error instanceof AwayError) throw new Refusal(`${error.message}. Run this again once it can.`);
    throw error instanceof NotFoundError ? new Refusal(`There is no such ${error.what}.`) : error;
  } finally {
    await closeBell();
    await connection.close();
  }
}

/** The settings of this command; a database that `npm start` runs elsewhere is joined. */
export async function readSettings() {
  const { env, EnvError } = await import("~/lib/env.server");
  process.env.LOG_LEVEL ??= "warn";
  try {
    joinSurroundings();
    return env();
  } catch (error) {
    throw error instanceof EnvError || (error as Error).name === "Error" ? new Refusal((error as Error).message) : error;
  }
}
