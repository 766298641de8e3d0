import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { writeQueriesInOneGo } from "./query-text.server";

writeQueriesInOneGo();

export type Db = PostgresJsDatabase;
export type Connection = { db: Db; close: () => Promise<void>; sql: postgres.Sql };

/**
 * Milliseconds. The driver can lose a transaction whose connection is one of several that die at once: its next statement is never sent.
 * The server then ends it, so that whoever waits for it hears so and its locks are let go of.
 */
const LONGEST_IDLE = 60_000;

/**
 * Opens a pool. A statement that runs longer than `statementTimeout` (milliseconds, 5,000 unless told) is ended by the server, and so is a
 * transaction in which nothing is asked for `idleTimeout`.
 * `onQuery` is called with each statement's text, before it is sent: the tests count queries with it.
 */
export function connect(
  url: string,
  options: { max?: number; statementTimeout?: number; idleTimeout?: number; onQuery?: (text: string) => void } = {},
): Connection {
  const sql = prepareAll(
    postgres(url, {
      max: options.max ?? 10,
      connect_timeout: 10,
      // seconds between tries to connect: growing pauses would let requests hang while the database is away, and after it is back
      backoff: () => 0.1,
      idle_timeout: 60,
      onnotice: () => {},
      connection: {
        application_name: "practice-network",
        statement_timeout: options.statementTimeout ?? 5000,
        idle_in_transaction_session_timeout: options.idleTimeout ?? LONGEST_IDLE,
      },
    }),
  );
  const logger = options.onQuery ? { logQuery: options.onQuery } : false;
  return { db: drizzle(sql, { casing: "snake_case", logger }), sql, close: () => sql.end({ timeout: 5 }) };
}

/**
 * Has PostgreSQL prepare every statement that has values, also in transactions. drizzle asks for none, and then each is planned anew
 * each time, which takes several times what running it does.
 */
function prepareAll(sql: postgres.Sql): postgres.Sql {
  const { begin } = sql;
  const begun = (work: (sql: postgres.TransactionSql) => unknown) => begin((transaction) => work(prepare(transaction)));
  return Object.assign(prepare(sql), { begin: begun as typeof begin });
}

function prepare<T extends postgres.ISql>(sql: T): T {
  const { unsafe } = sql;
  const prepared: typeof unsafe = (text, values, options) => unsafe(text, values, { ...options, prepare: Boolean(values?.length) });
  return Object.assign(sql, { unsafe: prepared });
}
