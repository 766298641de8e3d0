import { z } from "zod";

export const DraftIdSchema = z.uuid();
export const DiscardSchema = z.object({ draft: z.uuid("Choose the draft in the list") });
