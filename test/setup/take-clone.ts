import postgres from "postgres";
import { inject } from "vitest";
import { dropDatabase, withDatabase } from "./database";

/** To the server of the tests, not to a database of theirs: kept from file to file, as connecting takes as long as dropping a database. */
const open = new Map<string, postgres.Sql>();

function connected(url: string): postgres.Sql {
  const found = open.get(url);
  if (found) return found;
  const made = postgres(withDatabase(url, "postgres"), { max: 1, onnotice: () => {}, fetch_types: false });
  open.set(url, made);
  return made;
}

export const onServer = <T>(work: (server: postgres.Sql) => Promise<T>) => work(connected(inject("templateUrl")));

/**
 * Makes a database anew as the copy of another, to which nobody is connected. Who is connected to the old one is let
 * go of: a site that goes on connects to the new.
 */
export const takeClone = (name: string, template: string) =>
  onServer(async (server) => {
    const endSessions = () =>
      connected(
        inject("appUrl"),
      )`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and usename = current_user`;
    await dropDatabase(server, name, endSessions);
    await server`create database ${server(name)} template ${server(template)} strategy file_copy`;
  });
