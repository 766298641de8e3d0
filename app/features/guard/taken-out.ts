import { z } from "zod";
import type { TAKE_OUT_REASONS } from "#db/schema/guard";

export type TakeOutReason = (typeof TAKE_OUT_REASONS)[number];

/** One of three and no words of one's own: those might repeat what is taken out. */
export const TAKE_OUT_WORDS = {
  "patient-details": "It may identify a patient",
  "about-somebody": "It says something about somebody that we should not keep",
  "asked-for": "Somebody asked for it, and has a right to it",
} as const satisfies Record<TakeOutReason, string>;

export const TakeOutSchema = z.object({
  why: z.enum(Object.keys(TAKE_OUT_WORDS) as [TakeOutReason, ...TakeOutReason[]], "Choose why it is taken out"),
});
