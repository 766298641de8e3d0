import { z } from "zod";
import { BELOW_CHOICES } from "./trash.policy";

/** Of a page with none below it nothing is asked. */
export const TrashSchema = z.object({ below: z.enum(BELOW_CHOICES).optional() });
