import { BackLink } from "~/components/ui/back-link";
import { editPath } from "~/features/content/pages/edit-path";
import type { Preview } from "~/features/content/pages/page.policy";

type Props = { code: string; asked: string; groups: readonly { slug: string; name: string }[]; shown: Preview };

const ANSWERS: Record<Preview, string> = {
  page: "They read the page.",
  teaser: "They are told the title and the teaser, and how to join.",
  nothing: "They are told that there is no such page.",
};

/** Through whose eyes a page is looked at, and what they are answered at its address once its newest text is published. */
export const PreviewReaders = ({ code, asked, groups, shown }: Props) => (
  <div className="pn-preview">
    <BackLink href={editPath(code)}>Back to the page</BackLink>
    <nav aria-label="Readers">
      <ul className="pn-acts">
        {[{ slug: "visitor", name: "A visitor" }, { slug: "member", name: "A member" }, ...groups].map(({ slug, name }) => (
          <li key={slug}>
            <a href={editPath(code, `preview?as=${slug}`)} aria-current={slug === asked ? "page" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <p className="pn-meta">Preview of the newest text. {ANSWERS[shown]}</p>
    <hr />
  </div>
);
