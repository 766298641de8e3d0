import type { TypedResponse } from "@remix-run/node";
import { redirectTo } from "~/http/responses.server";
import type { PersonCtx } from "~/lib/ctx";

/** What buttons do, by the last word of their addresses, what is said when it is done, and where they lead if not to their noun. */
export type Presses = Record<string, { does: (ctx: PersonCtx, on: string) => Promise<unknown>; says: string; to?: string }>;

/**
 * Does what the request's address names, and leads to the noun that it was done to; without a word where the command says that
 * there was nothing to do (`false`, or `{ ok: false }`).
 * @param on the code of what it is done to
 */
export async function press(
  ctx: PersonCtx,
  request: Request,
  presses: Presses,
  { on, to }: { on: string; to: string },
): Promise<TypedResponse<never>> {
  const button = presses[lastWord(request)]!;
  const done = (await button.does(ctx, on)) as { ok?: boolean } | boolean | undefined;
  const isDone = typeof done === "object" ? done.ok !== false : done !== false;
  return redirectTo(button.to ?? to, isDone ? { success: button.says } : {});
}

const wordsOf = (request: Request) => decodeURIComponent(new URL(request.url).pathname).toLowerCase().split("/").filter(Boolean);

/** Of a request's address, as the framework reads it: decoded, in whatever case. */
export const lastWord = (request: Request): string => wordsOf(request).at(-1)!;

/** Of a button whose address is its noun's and one word more: the noun's. */
export const nounOf = (request: Request): string => `/${wordsOf(request).slice(0, -1).join("/")}`;

/** Where a press leads back to that was made on the page of what reaches somebody. */
export const whence = (request: Request): string | null =>
  new URL(request.url).searchParams.get("from") === "reach" ? "/account/reach" : null;
