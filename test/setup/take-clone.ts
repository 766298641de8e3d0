import postgres from "postgres";
import { inject } from "vitest";
import { dropDatabase, withDatabase } from "./database";

/** Connected to the server of the tests, not to a database of theirs. */
export const onServer = <T>(work: (server: postgres.Sql) => Promise<T>) => connectedTo(inject("templateUrl"), work);

/**
 * Makes a database anew as the copy of another, to which nobody is connected. Who is connected to the old one is let
 * go of: a site that goes on connects to the new.
 */
export const takeClone = (name: string, template: string) =>
  connectedTo(inject("appUrl"), (site) =>
    onServer(async (server) => {
      const endSessions = () =>
        site`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and usename = current_user`;
      await dropDatabase(server, name, endSessions);
      await server`create database ${server(name)} template ${server(template)} strategy file_copy`;
    }),
  );

async function connectedTo<T>(url: string, work: (server: postgres.Sql) => Promise<T>): Promise<T> {
  const server = postgres(withDatabase(url, "postgres"), { max: 1, onnotice: () => {} });
  try {
    return await work(server);
  } finally {
    await server.end({ timeout: 5 });
  }
}
