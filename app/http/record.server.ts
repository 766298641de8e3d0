import { redirect } from "@remix-run/node";
import { getRecordPerson, type RecordPerson } from "~/features/records/open-record.server";
import type { Ctx } from "~/lib/ctx";
import { currentExchange } from "./exchange.server";
import { detourTo } from "./kept-form.server";

/**
 * The person behind a record's address, for the record and every act on it. Whoever has not said within half an hour why they open it
 * is asked first (HELM-1).
 */
export async function demandRecord(request: Request, ctx: Ctx, ref: string | undefined): Promise<RecordPerson> {
  const person = await getRecordPerson(ctx, ref ?? "");
  if (person.look) return person;
  throw redirect(await detourTo(request, currentExchange(), `/admin/members/${person.ref}/open`), 303);
}

/** The number of the last entry seen, in an address. */
export function numberIn(request: Request, name: string): number | null {
  const typed = new URL(request.url).searchParams.get(name) ?? "";
  return /^\d{1,15}$/.test(typed) ? Number(typed) : null;
}
