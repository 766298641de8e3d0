import { type Connection, connect } from "#db/client.server";
import { countQuery } from "./counts.server";
import { env } from "./env.server";

let connection: Connection | null = null;

/** The pool of this process. */
export function database(): Connection {
  connection ??= connect(env().databaseUrl, env().deployment === "test" ? { onQuery: countQuery } : {});
  return connection;
}
