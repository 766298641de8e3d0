import { randomBytes } from "node:crypto";
import { env } from "~/lib/env.server";

/** Fixed when a message is made and the same on every attempt, so that a mailbox can recognise a repeat. */
export const messageIdOf = (id: string) => `<${id}@${messageIdDomain()}>`;

export const messageIdDomain = () => new URL(env().baseUrl).hostname;

/** The unguessable part of a message's return path: what comes back to it is about that message. */
export const newVerp = () => randomBytes(16);
