import { LiveFragment } from "~/components/ui/live-fragment";
import { When } from "~/components/ui/when";
import { type TakenOut, TakenOutNote } from "~/features/guard/components/taken-out";
import type { UnreachedGroup } from "~/features/mail/mailings/unreached.policy";
import type { SendingView } from "~/features/newsletters/issues/sending.policy";
import { SendingProgress } from "./sending-progress";
import { UnreachedGroups } from "./unreached-groups";

type Props = {
  issue: { author: string | null; slug: string | null; sentAt: Date | string | null; newsletter: { slug: string } } & TakenOut;
  sending: SendingView;
  path: string;
  unreached: UnreachedGroup[];
};

/** An issue that is being sent, or was: how far it is, and how it went. */
export function SentOverview({ issue, sending, path, unreached }: Props) {
  const progress = <SendingProgress sending={sending} path={path} />;
  return (
    <>
      <p className="pn-meta">
        By {issue.author ?? "nobody any more"}
        {issue.sentAt ? (
          <>
            , sent on <When at={issue.sentAt} time />
          </>
        ) : null}{" "}
        · <a href={`/newsletters/${issue.newsletter.slug}/${issue.slug}`}>In the archive</a>
        {issue.takenOutAt ? null : (
          <>
            {" "}
            · <a href={`${path}/preview/html`}>The email</a>
          </>
        )}
      </p>
      <TakenOutNote of={issue} />
      {sending.isOver ? (
        <>
          {progress}
          <UnreachedGroups groups={unreached} path={path} />
          {issue.takenOutAt ? null : (
            <p>
              <a href={`${path}/take-out`}>Take this issue out of the archive for good</a>
            </p>
          )}
        </>
      ) : (
        <LiveFragment href={`${path}/progress`} page={path}>
          {progress}
        </LiveFragment>
      )}
    </>
  );
}
