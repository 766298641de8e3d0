import { classNames } from "~/components/class-names";
import { When } from "~/components/ui/when";
import type { NotificationWords } from "~/features/mail/notifications/notification-words";

type Moment = Date | string;

type Props = { notifications: readonly { createdAt: Moment; readAt: Moment | null; words: NotificationWords }[] };

/** What a member was told, in words. */
export const NotificationList = ({ notifications }: Props) => (
  <ul className="pn-rows">
    {notifications.map(({ createdAt, readAt, words }) => (
      <li key={`${words.href} ${words.text}`} className={classNames(readAt && "is-read")}>
        <p className="pn-rows__title">
          {words.before} <a href={words.href}>{words.text}</a>
          {words.after}
        </p>
        <p className="pn-meta">
          {readAt ? null : <strong>New · </strong>}
          <When at={createdAt} time />
        </p>
      </li>
    ))}
  </ul>
);
