/**
 * What the site answers to a question that a page asks by itself, null where there is no answer, one would have to sign in, or it comes too
 * late. No session lives longer for it.
 */
export async function askFragment(address: string, signal: AbortSignal): Promise<ChildNode[] | null> {
  const answer = await fetch(address, { headers: { "X-Asked-By": "page" }, signal });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return signal.aborted ? null : [...page.body.childNodes];
}
