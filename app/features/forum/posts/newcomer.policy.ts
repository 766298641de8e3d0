import type { SiteSettings } from "~/features/settings/site-settings";

/** What somebody who joined a few days ago wrote: in the last 24 hours, and topics in the last hour. */
export type Newcomer = { today: number; topics: number };

type Limits = Pick<SiteSettings, "newcomerDays" | "newcomerPosts" | "newcomerLinks" | "newcomerPostsADay" | "newcomerTopicsAnHour">;
type Written = { links: number; isNew: boolean; isTopic: boolean };

/** Why a newcomer's text is not stored as it is now, and until when that is so; null where it is. */
export function newcomerSentence({ today, topics }: Newcomer, site: Limits, { links, isNew, isTopic }: Written): string | null {
  const until = `This keeps advertising out, for your first ${counted(site.newcomerDays, "day")} or until you have ${counted(site.newcomerPosts, "post")} here that ${site.newcomerPosts === 1 ? "is" : "are"} older than a day.`;
  if (links > site.newcomerLinks)
    return `While you are new here a post can have ${counted(site.newcomerLinks, "link")} to other websites, and this has ${links}: leave some out. ${until}`;
  if (isNew && today >= site.newcomerPostsADay)
    return `While you are new here you can write ${counted(site.newcomerPostsADay, "post")} in 24 hours: send this later. ${until}`;
  if (isTopic && topics >= site.newcomerTopicsAnHour)
    return `While you are new here you can begin ${counted(site.newcomerTopicsAnHour, "topic")} in an hour: send this later. ${until}`;
  return null;
}

const counted = (number: number, thing: string) => `${number} ${thing}${number === 1 ? "" : "s"}`;
