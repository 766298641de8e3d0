import { useContext } from "react";
import { NowContext } from "~/components/layout/now-context";
import { formatAgo, formatDate, formatMoment } from "~/lib/dates";

type Props = {
  /** The ISO text that loaders send. */
  at: string | Date;
  time?: boolean;
  /** As people say it, with the moment as its title; on pages that are kept for visitors the moment itself. */
  said?: boolean;
};

/** A date, or with `time` a moment, in London. */
export function When({ at, time, said }: Props) {
  const now = useContext(NowContext);
  const isSaid = said && now !== null;
  return (
    <time dateTime={new Date(at).toISOString()} title={isSaid ? formatMoment(at) : undefined}>
      {isSaid ? formatAgo(at, now) : time ? formatMoment(at) : formatDate(at)}
    </time>
  );
}
