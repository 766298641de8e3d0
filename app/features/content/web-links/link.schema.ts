import { z } from "zod";
import { inOneLine } from "~/lib/unseen";

const LONGEST = 200;

export const IgnoreSchema = z.object({
  why: z
    .string("Say why")
    .overwrite(inOneLine)
    .min(1, "Say why, for the editors after you")
    .max(LONGEST, `The reason must be ${LONGEST} characters or less`),
});

/** The address of all links, or of an act upon one. */
export const linksPath = (list: "broken" | "ignored" = "broken", after?: string): string => {
  const asked = new URLSearchParams({ ...(list === "ignored" ? { list } : {}), ...(after ? { after } : {}) }).toString();
  return asked ? `/admin/links?${asked}` : "/admin/links";
};
export const linkPath = (code: string, act: "check" | "ignore" | "listen") => `/admin/links/${code}/${act}`;
