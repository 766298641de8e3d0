import { randomBytes } from "node:crypto";
import { eq, type SQL, sql } from "drizzle-orm";
import { messages } from "#db/schema/mail/messages";
import { env } from "~/lib/env.server";

/** Fixed when a message is made and the same on every attempt, so that a mailbox can recognise a repeat. */
export const messageIdOf = (id: string) => `<${id}@${messageIdDomain()}>`;

export const messageIdDomain = () => new URL(env().baseUrl).hostname;

/** The unguessable part of a message's return path: what comes back to it is about that message. */
export const newVerp = () => randomBytes(16);

/** The message whose Message-ID has this before its @, at whatever address the site was then. */
export const isNamed = (name: string): SQL =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name) ? eq(messages.id, name) : sql`false`;
