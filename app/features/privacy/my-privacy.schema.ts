import { z } from "zod";

export const WithdrawSchema = z.object({ list: z.string().min(1).max(100) });

export const ProcessingSchema = z.object({ processing: z.enum(["yes", "no"], "Choose yes or no") });

export const LeaveSchema = z.object({
  posts: z.enum(["keep", "delete"], "Choose what becomes of your posts"),
});
