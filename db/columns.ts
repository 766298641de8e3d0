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
