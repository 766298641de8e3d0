/** Of the calendar in UTC, which differs from London's by an hour at most. */
export type Quarter = { year: number; quarter: number };

const monthOf = ({ year, quarter }: Quarter) => Date.UTC(year, (quarter - 1) * 3, 1);

export const quarterAt = (at: Date): Quarter => ({ year: at.getUTCFullYear(), quarter: Math.floor(at.getUTCMonth() / 3) + 1 });

/** Its first moment, and that of the next one. */
export const quarterDays = (of: Quarter) => ({
  from: new Date(monthOf(of)),
  to: new Date(monthOf({ ...of, quarter: of.quarter + 1 })),
});

export const quarterSlug = ({ year, quarter }: Quarter): string => `${year}-${quarter}`;

const MONTHS = ["January to March", "April to June", "July to September", "October to December"];
export const quarterWords = ({ year, quarter }: Quarter): string => `${MONTHS[quarter - 1]} ${year}`;

/** As long as counts are kept: this quarter and the twelve before it, which have not ended three years ago, the latest first. */
export function lastQuarters(now: Date): Quarter[] {
  const { year, quarter } = quarterAt(now);
  return Array.from({ length: 13 }, (_, back) => quarterAt(new Date(monthOf({ year, quarter: quarter - back }))));
}
