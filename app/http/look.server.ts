import { type ShownPicture, shownPicture } from "~/features/files/look.server";
import { DEFAULT_ACCENT, DEFAULT_GROUND } from "~/features/settings/colours";
import type { SiteSettings } from "~/features/settings/site-settings";

/** What makes pages look like this network: its logo, and the address of a stylesheet of its own, where it has one. */
export function lookOf({ accentColour, groundColour, logo, pattern }: SiteSettings): { logo: ShownPicture | null; look: string | null } {
  const isOwn = accentColour !== DEFAULT_ACCENT || groundColour !== DEFAULT_GROUND || pattern !== null;
  const pair = [accentColour, groundColour].map((colour) => colour.slice(1));
  const tile = pattern ? [pattern.code, pattern.width] : [];
  return { logo: logo && shownPicture(logo), look: isOwn ? `/colours/${[...pair, ...tile].join("-")}` : null };
}
