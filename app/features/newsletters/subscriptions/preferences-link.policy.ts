/** The way to one's preferences stays open for its 60 minutes, also after it was used; a newer link closes it. */
export const isPreferencesLinkGood = (proof: { expiresAt: Date; supersededAt: Date | null }, now: Date) =>
  proof.supersededAt === null && proof.expiresAt > now;
