import { z } from "zod";
import { Why } from "~/features/forum/posts/edit.schema";

export const RemovalSchema = z.object({ why: Why });
export type RemovalInput = z.infer<typeof RemovalSchema>;
