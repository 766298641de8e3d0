import { classNames } from "~/components/class-names";
import { When } from "~/components/ui/when";
import { postPath } from "../topic-address";
import type { Moment } from "../types";

type Reply = { topic: { code: string; title: string }; number: number; author: string };

type Props = { notifications: readonly { id: string; createdAt: Moment; readAt: Moment | null; reply: Reply }[] };

/** Replies that a member was told of, in words. */
export const NotificationList = ({ notifications }: Props) => (
  <ul className="pn-rows">
    {notifications.map(({ id, createdAt, readAt, reply }) => (
      <li key={id} className={classNames(readAt && "is-read")}>
        <p className="pn-rows__title">
          {reply.author} replied in <a href={postPath({ topic: reply.topic.code, number: reply.number })}>{reply.topic.title}</a>
        </p>
        <p className="pn-meta">
          {readAt ? null : <strong>New · </strong>}
          <When at={createdAt} time />
        </p>
      </li>
    ))}
  </ul>
);
