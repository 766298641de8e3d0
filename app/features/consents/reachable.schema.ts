import { z } from "zod";
import { MARKETING_PURPOSES } from "./marketing-purposes";

const PURPOSES = MARKETING_PURPOSES.map(({ key }) => key);

/** For what, and how: by post or by phone. Mail goes through newsletters. */
export const ReachableSchema = z.object({
  purpose: z.enum(PURPOSES, "Choose what it is for"),
  channel: z.enum(["post", "phone"], "Choose how you will reach them"),
});
