import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Db = PostgresJsDatabase;
export type Connection = { db: Db; close: () => Promise<void>; sql: postgres.Sql };

/**
 * Opens a pool. A statement that runs longer than `statementTimeout` (milliseconds, 5,000 unless told) is ended by the server.
 * `onQuery` is called with each statement's text, before it is sent: the tests count queries with it.
 */
export function connect(
  url: string,
  options: { max?: number; statementTimeout?: number; onQuery?: (text: string) => void } = {},
): Connection {
  const sql = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 10,
    // seconds between tries to connect: growing pauses would let requests hang while the database is away, and after it is back
    backoff: () => 0.1,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: "practice-network", statement_timeout: options.statementTimeout ?? 5000 },
  });
  const logger = options.onQuery ? { logQuery: options.onQuery } : false;
  return { db: drizzle(sql, { casing: "snake_case", logger }), sql, close: () => sql.end({ timeout: 5 }) };
}
