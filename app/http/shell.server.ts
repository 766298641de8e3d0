import { isDeepStrictEqual } from "node:util";
import type { Word } from "~/components/layout/word-context";
import type { KeptForm } from "~/features/accounts/sign-in/sessions.server";
import { getSettings, lastKnownSettings } from "~/features/settings/settings.queries.server";
import type { SiteSettings } from "~/features/settings/site-settings";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { isDatabaseDown } from "~/lib/errors";
import { carry, type Session } from "./access/session.server";
import { writerMark } from "./access/writer.server";
import { currentExchange, isSafeMethod, keepOut } from "./exchange.server";

/** The site's name must be there even when the database is not. */
export async function shellSettings(ctx: Ctx): Promise<SiteSettings> {
  try {
    return await getSettings(ctx);
  } catch (error) {
    if (isDatabaseDown(error)) {
      keepOut(currentExchange());
      return lastKnownSettings();
    }
    throw error;
  }
}

/**
 * What the session kept for the pages that come next: a word about the last act, said once, and forms that wait, each given to the first
 * page that has it, as soon as its sender has given all that they owe. The page's own forms are marked as made for who is signed in.
 */
export function giveBack({ stored, actor, owes }: Session): Word | null {
  const exchange = currentExchange();
  const word = stored?.data.word ?? null;
  if (actor.kind === "person") exchange.writer = writerMark(actor.personId);
  if (!isSafeMethod(exchange.method)) return word;
  if (!exchange.isSeen) return null;
  if (word) exchange.whenShown.push(() => carry(({ word: _word, ...rest }) => rest));
  if (actor.kind === "person" && !owes) exchange.kept = stored?.data.forms ?? [];
  return word;
}

/**
 * What waits for this page and stands in no form of it: the page is asked for by the form's own address, or is where that led. A page that
 * could not be made just now says nothing of it, and it goes on waiting.
 */
export function unshownHere(request: Request, status: number, shown: ReadonlySet<KeptForm>): KeptForm[] {
  if (status >= 500 || status === 429) return [];
  const { pathname } = new URL(request.url);
  return currentExchange().kept.filter((form) => !shown.has(form) && isFor(form, pathname));
}

/** Forgets forms that were kept, once the page that shows them was made. */
export function forgetKept(given: readonly KeptForm[]): void {
  if (given.length === 0) return;
  const others = (forms: KeptForm[] = []) => forms.filter((form) => !given.some((one) => isDeepStrictEqual(form, one)));
  currentExchange().whenShown.push(() => carry((data) => ({ ...data, forms: others(data.forms) })));
}

/** A form's page is where its address leads: noted, so that what no form shows there any more is shown as a text. */
export async function moveKeptForms(location: string): Promise<void> {
  const { method, path, kept } = currentExchange();
  const { pathname, searchParams } = new URL(location, env().baseUrl);
  const here = path.split("?")[0]!;
  // `next`: where something is owed first, and which leads back
  if (!isSafeMethod(method) || searchParams.has("next") || !kept.some((form) => isFor(form, here))) return;
  const moved = (form: KeptForm) => (isFor(form, here) ? { ...form, page: pathname } : form);
  await carry((data) => ({ ...data, forms: data.forms?.map(moved) }));
}

const isFor = ({ path, page = path }: KeptForm, pathname: string) => page === pathname;
