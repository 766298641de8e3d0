import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { isPosingName } from "./posing-name";

export const POSING = "Choose a name that nobody takes for staff or for this site";

/** Which of these names would be taken for staff or for the site; undefined where none is. Asked wherever somebody types a name that others see. */
export async function findPosing<Field extends string>(
  ctx: Ctx,
  typed: Record<Field, string>,
  fields: readonly Field[],
): Promise<Field | undefined> {
  const { name, shortName } = await getSettings(ctx);
  return fields.find((field) => isPosingName(typed[field], [name, shortName]));
}
