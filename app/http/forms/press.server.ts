import type { TypedResponse } from "@remix-run/node";
import { redirectTo } from "~/http/responses.server";
import type { PersonCtx } from "~/lib/ctx";

/** What buttons do, by the last word of their addresses, and what is said when it is done. */
export type Presses = Record<string, { does: (ctx: PersonCtx, on: string) => Promise<unknown>; says: string }>;

/**
 * Does what the request's address names, and leads to the noun that it was done to; without a word where the command says that there was nothing
 * to do.
 * @param on the code of what it is done to
 */
export async function press(
  ctx: PersonCtx,
  request: Request,
  presses: Presses,
  { on, to }: { on: string; to: string },
): Promise<TypedResponse<never>> {
  const { does, says } = presses[lastWord(request)]!;
  const done = (await does(ctx, on)) as { ok?: boolean } | undefined;
  return redirectTo(to, done?.ok === false ? {} : { success: says });
}

/** Of a request's address, as the framework reads it: decoded, in whatever case. */
export const lastWord = (request: Request): string => decodeURIComponent(new URL(request.url).pathname).toLowerCase().split("/").at(-1)!;
