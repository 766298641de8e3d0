import { listLinkedPages } from "~/features/content/pages/linked-pages.queries.server";
import { meantPath, RESERVED_WORDS } from "~/features/content/pages/page-path";
import { isReserved } from "~/features/forum/categories/category.policy";
import { listLinkedCategories, listLinkedTopics } from "~/features/forum/topics/linked-topics.queries.server";
import type { WrongLink } from "~/features/guard/writing/check-writing";
import { named, ownPathsOf } from "~/features/newsletters/issues/issue.policy";
import type { Issue } from "~/features/newsletters/issues/issues.queries.server";
import { slugBlocker } from "~/features/newsletters/newsletter.policy";
import { listLinkedNewsletters } from "~/features/newsletters/newsletters.queries.server";
import type { Check } from "~/features/newsletters/types";
import { isWithin, type Readership } from "~/features/permissions/audience.policy";
import type { Ctx } from "~/lib/ctx";
import { env } from "~/lib/env.server";
import { quoted } from "~/lib/quoted";

/** `path`: the page's path, the topic's code, the slug of the category or the newsletter. */
type Linked = Readership & { path: string; title: string; groups: string[] };
type Link = { address: string; kind: "page" | "topic" | "category" | "newsletter"; path: string };

/**
 * The line of an issue's checklist that says which of its links, as readers get them, not all of its readers can follow, and which lead to
 * nothing that whoever sends it could read: hidden and absent are the same. No reason not to send: a page for members may be what invites.
 */
export async function checkReaders(ctx: Ctx, { bodyHtml, newsletter }: Pick<Issue, "bodyHtml" | "newsletter">): Promise<Check> {
  const { narrower, nowhere, others } = await lookAtLinks(ctx, bodyHtml, newsletter);
  const unseen = others.length > 0 ? ` Not looked at: ${named(others)}.` : "";
  const base = { name: "readers", title: "Who can open the links" } as const;
  if (narrower.length + nowhere.length === 0)
    return {
      ...base,
      state: "done",
      words: `Everybody who gets it can open each page, topic, category and newsletter of ours that it links to.${unseen}`,
    };
  const closed = `Not everybody who gets it can open these: ${named(narrower.map(narrowed))}.`;
  const lost = `Nothing that you can open is at ${named(nowhere)}.`;
  const said = [...(narrower.length > 0 ? [closed] : []), ...(nowhere.length > 0 ? [lost] : [])];
  return { ...base, state: "warning", words: `${said.join(" ")} Change the links, or send it as it is if that is what you mean.${unseen}` };
}

const narrowed = ({ title, groups }: { title: string; groups: string[] }) => `${quoted(title)} (for ${groups.join(", ") || "members"})`;

/** The links of a text, as its readers get it, that lead nowhere or to what not all of them can open: for its writer, by address. */
export async function findWrongLinks(ctx: Ctx, html: string, readers: Readership): Promise<WrongLink[]> {
  const { narrower, nowhere } = await lookAtLinks(ctx, html, readers);
  return [
    ...narrower.map((place) => ({ address: place.address, words: `Not all readers of this can open ${narrowed(place)}` })),
    ...nowhere.map((address) => ({ address, words: `Nothing that you can open is at ${address}` })),
  ];
}

async function lookAtLinks(ctx: Ctx, bodyHtml: string, readers: Readership) {
  const addresses = ownPathsOf(bodyHtml, env().baseUrl);
  const links = addresses.flatMap((address) => linkOf(address) ?? []);
  const pathsOf = (kind: Link["kind"]) => links.filter((link) => link.kind === kind).map(({ path }) => path);
  const places: Record<Link["kind"], Linked[]> = {
    page: await listLinkedPages(ctx, pathsOf("page")),
    topic: await listLinkedTopics(ctx, pathsOf("topic")),
    category: await listLinkedCategories(ctx, pathsOf("category")),
    newsletter: await listLinkedNewsletters(ctx, pathsOf("newsletter")),
  };
  const placeOf = ({ kind, path }: Link) => places[kind].find((place) => place.path === path);
  const narrower = links.flatMap((link) => {
    const place = placeOf(link);
    return place && !isWithin(readers, place) ? [{ ...place, address: link.address }] : [];
  });
  const nowhere = links.filter((link) => !placeOf(link)).map(({ address }) => address);
  const others = addresses.filter((address) => !linkOf(address) && !FOR_ALL.includes(address));
  return { narrower, nowhere, others };
}

/** The ways in, which nobody is kept from. */
const FOR_ALL = ["/", "/news", "/newsletters", "/forum"];

/** What of this site an address means, where that has readers of its own. */
function linkOf(address: string): Link | null {
  const [first = "", second = "", third = ""] = address.slice(1).split("/");
  if (first === "forum" && second === "topics") return { address, kind: "topic", path: third.slice(0, 10).toLowerCase() };
  if (first === "forum" && second && !isReserved(second)) return { address, kind: "category", path: second };
  if (first === "newsletters" && second && !slugBlocker(second)) return { address, kind: "newsletter", path: second };
  if (first === "" || (RESERVED_WORDS.includes(first) && !(first === "news" && second))) return null;
  return { address, kind: "page", path: meantPath(address.slice(1)) ?? "" };
}
