import { NextPrevious } from "~/components/ui/next-previous";
import { When } from "~/components/ui/when";

type Props = {
  newsletter: { slug: string };
  issues: readonly { slug: string | null; subject: string; preheader: string; sentAt: Date | string | null }[];
  next: string | null;
};

/** Sent issues, newest first. */
export const ArchiveList = ({ newsletter, issues, next }: Props) => (
  <>
    <ul className="pn-rows">
      {issues.map(({ slug, subject, preheader, sentAt }) => (
        <li key={slug}>
          <p className="pn-rows__title">
            <a href={`/newsletters/${newsletter.slug}/${slug}`}>{subject}</a>
          </p>
          {preheader ? <p>{preheader}</p> : null}
          {sentAt ? (
            <p className="pn-meta">
              <When at={sentAt} />
            </p>
          ) : null}
        </li>
      ))}
    </ul>
    <NextPrevious next={next ? `/newsletters/${newsletter.slug}?after=${next}` : null} nextText="Older issues" label="More issues" />
  </>
);
