import { formatDate, formatMoment } from "~/lib/dates";

/** A date, or with `time` a moment, in London. `at` is the ISO text that loaders send. */
export const When = ({ at, time }: { at: string | Date; time?: boolean }) => (
  <time dateTime={new Date(at).toISOString()}>{time ? formatMoment(at) : formatDate(at)}</time>
);
