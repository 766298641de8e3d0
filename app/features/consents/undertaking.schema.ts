import { z } from "zod";

export const UndertakingSchema = z.object({
  agree: z.literal("yes", "Tick the box to accept the undertaking"),
  /** The version that was read. */
  version: z.coerce.number().int(),
  next: z.string().optional(),
});
