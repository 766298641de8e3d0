import type { Queue } from "./categories";

/** Answers about rights reach people whose data is restricted, too. */
export const mailClass = (queue: Queue) => (queue === "privacy" ? ("rights" as const) : ("service" as const));
