import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { historyPath } from "~/features/forum/topics/topic-address";
import type { Moment, Readers } from "../types";
import { ReadersTag } from "./readers-tag";

type Props = {
  topic: {
    code: string;
    title: string;
    category: { slug: string; name: string } | null;
    readers: Readers;
    isPinned: boolean;
    isLocked: boolean;
    retitledAt: Moment | null;
    mayReadEarlier: boolean;
  };
};

export const TopicHeader = ({ topic: { code, title, category, readers, isPinned, isLocked, retitledAt, mayReadEarlier } }: Props) => (
  <>
    <Breadcrumbs crumbs={["/", "/forum", ...(category ? [{ title: category.name, href: `/forum/${category.slug}` }] : [])]} />
    <PageTitle>{title}</PageTitle>
    {isPinned || isLocked || readers.audience !== "open" ? (
      <p>
        {isPinned ? <Tag>Pinned</Tag> : null} {isLocked ? <Tag tone="grey">Closed</Tag> : null} <ReadersTag readers={readers} />
      </p>
    ) : null}
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
