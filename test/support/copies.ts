import { text } from "node:stream/consumers";
import { exportAsJson } from "~/features/privacy/export-json";
import { exportPerson } from "~/features/privacy/export-person.server";
import { systemCtxFor } from "./context";

export type WholeCopy = {
  reference: string;
  tables: { table: string; count: number; purposes: unknown[]; rows: Record<string, unknown>[] }[];
};

/** Everything that is held about a person, as their copy to reuse says it. */
export const copyOf = async (personId: string): Promise<WholeCopy> =>
  JSON.parse(await exportPerson(systemCtxFor(), personId, (_ctx, copy) => text(exportAsJson(copy))));
