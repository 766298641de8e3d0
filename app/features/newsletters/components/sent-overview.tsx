import { LiveFragment } from "~/components/ui/live-fragment";
import { When } from "~/components/ui/when";
import type { UnreachedGroup } from "~/features/mail/unreached.policy";
import type { SendingView } from "../sending.policy";
import { SendingProgress } from "./sending-progress";
import { UnreachedGroups } from "./unreached-groups";

type Props = {
  issue: { author: string | null; slug: string | null; sentAt: Date | string | null; newsletter: { slug: string } };
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
        · <a href={`/newsletters/${issue.newsletter.slug}/${issue.slug}`}>In the archive</a> · <a href={`${path}/preview/html`}>The mail</a>
      </p>
      {sending.isOver ? (
        <>
          {progress}
          <UnreachedGroups groups={unreached} path={path} />
        </>
      ) : (
        <LiveFragment href={`${path}/progress`} page={path}>
          {progress}
        </LiveFragment>
      )}
    </>
  );
}
