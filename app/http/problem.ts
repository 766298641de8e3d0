/** What an error page knows besides its status. */
export type EdgeProblem = {
  reason?: string;
  /** What stands now, when somebody else changed it first. */
  current?: unknown;
  retryAfterSeconds?: number;
};
