import type { SQL } from "drizzle-orm";
import { customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** A uuid v7 made by the application. */
export const key = () => uuid().primaryKey();

/** A moment, in UTC. */
export const moment = () => timestamp({ withTimezone: true, mode: "date" });

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** drizzle's own array mapping would turn buffers into text, so the literal is written here. */
export const byteaArray = customType<{ data: Buffer[]; driverData: string | Buffer[] }>({
  dataType: () => "bytea[]",
  toDriver: (buffers) => `{${buffers.map((buffer) => `"\\\\x${buffer.toString("hex")}"`).join(",")}}`,
  fromDriver: (value) => value as Buffer[],
});

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** What is searched of a row; the database keeps it in step with the columns that `from` names. */
export const searchVector = (name: string, from: () => SQL) => tsvector(name).generatedAlwaysAs(from);
