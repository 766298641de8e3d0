import { z } from "zod";
import { VersionField } from "~/features/content/pages/page.schema";

export const PREVIEW_DAYS = ["1", "7", "14", "30"] as const;

/** `version`: the text that it shows. */
export const PreviewLinkSchema = z.object({
  version: VersionField,
  days: z.enum(PREVIEW_DAYS, "Choose when the link ends").transform(Number),
});
