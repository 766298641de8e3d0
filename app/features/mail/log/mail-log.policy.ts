/** Who may look through what was mailed to whom. */
export const MAIL_LOG_ROLES: readonly string[] = ["administrator", "data-protection-officer"];
