import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { TrustTag } from "~/features/content/components/page-list";
import { Highlighted } from "./highlighted";

type Result = {
  kind: "guidance" | "news" | "page" | "topic" | "comment";
  audience: "open" | "members" | "groups";
  place: string | null;
  isOverdue: boolean;
  isSuperseded: boolean;
  author: string | null;
  href: string;
  at: Date | string;
  title: string;
  excerpt: string;
};

export const KINDS = { guidance: "Guidance", news: "News", page: "Page", topic: "Forum topic", comment: "Comment" } as const;
const AUDIENCES = { open: null, members: "Members", groups: "Group" } as const;

/** What was found, best first. */
export const ResultList = ({ results }: { results: readonly Result[] }) => (
  <ol className="pn-rows">
    {results.map(({ kind, audience, place, isOverdue, isSuperseded, author, href, at, title, excerpt }) => (
      <li key={href}>
        <h2 className="pn-rows__title">
          <a href={href}>
            <Highlighted text={title} />
          </a>
        </h2>
        {excerpt ? (
          <p>
            <Highlighted text={excerpt} />
          </p>
        ) : null}
        <p className="pn-meta">
          {AUDIENCES[audience] ? (
            <>
              <Tag tone="grey">{AUDIENCES[audience]}</Tag>{" "}
            </>
          ) : null}
          <TrustTag isOverdue={isOverdue} isSuperseded={isSuperseded} /> {KINDS[kind]}
          {place ? ` · ${place}` : null}
          {author ? ` · ${author}` : null} · <When at={at} />
        </p>
      </li>
    ))}
  </ol>
);
