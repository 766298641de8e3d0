import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { InsetText } from "~/components/ui/inset-text";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { historyPath, topicAddress } from "~/features/forum/topics/topic-address";
import type { Moment, Readers, TagOfTopic } from "../types";
import { ReadersTag } from "./readers-tag";
import { TopicTags } from "./topic-tags";

type Props = {
  topic: {
    code: string;
    title: string;
    category: { slug: string; name: string } | null;
    tags: readonly TagOfTopic[];
    readers: Readers;
    isAnnounced: boolean;
    isPinned: boolean;
    isLocked: boolean;
    /** The days on which it closes or opens again, where they are to come. */
    closesOn: Moment | null;
    opensOn: Moment | null;
    /** The topic that it was merged into. */
    mergedInto: { code: string; title: string } | null;
    retitledAt: Moment | null;
    mayReadEarlier: boolean;
  };
};

export const TopicHeader = ({
  topic: {
    code,
    title,
    category,
    tags,
    readers,
    isAnnounced,
    isPinned,
    isLocked,
    closesOn,
    opensOn,
    mergedInto,
    retitledAt,
    mayReadEarlier,
  },
}: Props) => (
  <>
    <Breadcrumbs crumbs={["/", "/forum", ...(category ? [{ title: category.name, href: `/forum/${category.slug}` }] : [])]} />
    <PageTitle>{title}</PageTitle>
    {mergedInto ? (
      <InsetText>
        <p>
          A moderator merged this topic into <a href={topicAddress(mergedInto.code)}>{mergedInto.title}</a>. Each number below leads to
          where its post is now.
        </p>
      </InsetText>
    ) : null}
    {isAnnounced || isPinned || isLocked || readers.audience !== "open" ? (
      <p>
        {isAnnounced ? <Tag>Announcement</Tag> : null} {isPinned ? <Tag>Pinned</Tag> : null}{" "}
        {isLocked ? <Tag tone="grey">Closed</Tag> : null} <ReadersTag readers={readers} />
      </p>
    ) : null}
    {closesOn || opensOn ? (
      <p className="pn-meta">
        {isLocked ? "Opens again on " : "Closes on "}
        <When at={(isLocked ? opensOn : closesOn)!} />
      </p>
    ) : null}
    <TopicTags tags={tags} />
    {retitledAt ? (
      <p className="pn-meta">
        Title changed <When at={retitledAt} time />
        {mayReadEarlier ? (
          <>
            . <a href={historyPath({ topic: code, number: 1 })}>Earlier titles</a>
          </>
        ) : null}
      </p>
    ) : null}
  </>
);
