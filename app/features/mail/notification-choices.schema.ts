import { z } from "zod";

/** A list per kind: where its notifications are wanted. */
export const NotificationChoicesSchema = z.object({ reply: z.array(z.enum(["inbox", "mail"])) });
