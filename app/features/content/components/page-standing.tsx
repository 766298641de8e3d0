import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { SubjectLinks } from "~/features/people/components/subject-links";
import type { PageView } from "../types";
import { AUDIENCE_TAGS } from "./audience-tags";

type Props = { page: PageView; isArticle: boolean; edit?: string | null };

/** Who it is for, what it is about, and how far it can be trusted. */
export function Standing({ page, isArticle, edit }: Props) {
  const audience = AUDIENCE_TAGS[page.audience];
  return (
    <p className="pn-meta">
      {audience ? (
        <>
          <Tag tone="grey">{audience}</Tag>{" "}
        </>
      ) : null}
      {isArticle && page.publishedAt ? <When at={page.publishedAt} /> : null}
      {!isArticle && page.reviewedAt ? (
        <>
          Checked on <When at={page.reviewedAt} />
          {page.reviewedBy ? <> by {page.reviewedBy}</> : null}
          {page.reviewDueAt && !page.isOverdue ? (
            <>
              {" "}
              · Next check by <When at={page.reviewDueAt} />
            </>
          ) : null}
        </>
      ) : null}
      {page.subjects.length > 0 ? (
        <>
          {" "}
          · About <SubjectLinks subjects={page.subjects} />
        </>
      ) : null}
      {edit ? (
        <>
          {" "}
          · <a href={edit}>Edit</a>
        </>
      ) : null}
    </p>
  );
}
