import { PageTitle } from "~/components/layout/page-title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Tag } from "~/components/ui/tag";
import type { Readers } from "../types";
import { ReadersTag } from "./readers-tag";

type Props = {
  topic: { title: string; category: { slug: string; name: string } | null; readers: Readers; isPinned: boolean; isLocked: boolean };
};

export const TopicHeader = ({ topic: { title, category, readers, isPinned, isLocked } }: Props) => (
  <>
    <Breadcrumbs
      crumbs={[
        { title: "Home", href: "/" },
        { title: "Forum", href: "/forum" },
        ...(category ? [{ title: category.name, href: `/forum/${category.slug}` }] : []),
      ]}
    />
    <PageTitle>{title}</PageTitle>
    {isPinned || isLocked || readers.audience !== "open" ? (
      <p>
        {isPinned ? <Tag>Pinned</Tag> : null} {isLocked ? <Tag tone="grey">Closed</Tag> : null} <ReadersTag readers={readers} />
      </p>
    ) : null}
  </>
);
