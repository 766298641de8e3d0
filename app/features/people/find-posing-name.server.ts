import { getSettings } from "~/features/settings/settings.queries.server";
import type { Ctx } from "~/lib/ctx";
import { isPosingName } from "./posing-name";

/**
 * Which of these names would be taken for staff or for the site; undefined where none is. Asked by each
 * command that stores a name which others see.
 */
export async function findPosingName<Field extends string>(ctx: Ctx, names: Partial<Record<Field, string>>): Promise<Field | undefined> {
  const { name, shortName } = await getSettings(ctx);
  return (Object.keys(names) as Field[]).find((field) => isPosingName(names[field] ?? "", [name, shortName]));
}
