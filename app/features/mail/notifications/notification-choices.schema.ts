import { z } from "zod";
import { type ChosenKind, NOTIFICATION_KINDS } from "./notification-kinds";

const places = z.array(z.enum(["inbox", "mail"]));

/** A list per kind: where its notifications are wanted. */
export const NotificationChoicesSchema = z.object(
  Object.fromEntries(Object.keys(NOTIFICATION_KINDS).map((kind) => [kind, places])) as Record<ChosenKind, typeof places>,
);
