import { z } from "zod";

export const EndSessionSchema = z.object({ session: z.uuid() });
