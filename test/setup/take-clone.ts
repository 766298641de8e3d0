import postgres from "postgres";
import { inject } from "vitest";
import { dropDatabase, withDatabase } from "./database";

/** Connected to the server of the tests, not to a database of theirs. */
export async function onServer<T>(work: (server: postgres.Sql) => Promise<T>): Promise<T> {
  const server = postgres(withDatabase(inject("templateUrl"), "postgres"), { max: 1, onnotice: () => {} });
  try {
    return await work(server);
  } finally {
    await server.end({ timeout: 5 });
  }
}

/** Makes a database anew as the copy of another, to which nobody is connected. */
export const takeClone = (name: string, template: string) =>
  onServer(async (server) => {
    await dropDatabase(server, name);
    await server`create database ${server(name)} template ${server(template)} strategy file_copy`;
  });
