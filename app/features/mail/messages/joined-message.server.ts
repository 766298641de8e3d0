import { and, eq, isNotNull, type SQL } from "drizzle-orm";
import { messages } from "#db/schema/mail/messages";
import { joinOf } from "~/lib/join.server";

/** Joins the mails of one kind that a cause brought about. */
export const messageOfCause = (kind: string, cause: SQL) => joinOf(messages, and(eq(messages.kind, kind), eq(messages.cause, cause)));

/** What became of the joined mail. */
export const messageState = messages.state;
/** It will not be tried any more. */
export const messageHasEnded = isNotNull(messages.finalAt);
