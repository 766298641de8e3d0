import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { Button } from "~/components/ui/button";
import { pageAddress } from "~/features/content/pages/page-path";
import type { WhereNow as Found } from "../where-now.queries.server";

/** Under a page that is not there: a search for what its address is about, and where else its reader may find it. */
export const WhereNow = ({ words, isSimilar, guides, articles }: Found) => (
  <>
    <Form action="/search" method="get">
      <TextField name="q" id="search-words" label="What are you looking for?" initial={words} spellCheck={false} />
      <Button>Search the site</Button>
    </Form>
    <Links id="guides" heading={isSimilar ? "Guidance that may be what you are looking for" : "Guidance"} pages={guides}>
      <a href="/guidance">All guidance</a>
    </Links>
    <Links id="news" heading="Latest news" pages={articles}>
      <a href="/news">All news</a>
    </Links>
    <p>
      Or see what others are talking about in <a href="/forum">the forum</a>, or <a href="/contact">ask us</a>.
    </p>
  </>
);

type LinksProps = { id: string; heading: string; pages: readonly { path: string; title: string }[]; children: React.ReactNode };

const Links = ({ id, heading, pages, children }: LinksProps) =>
  pages.length > 0 ? (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <ul>
        {pages.map(({ path, title }) => (
          <li key={path}>
            <a href={pageAddress(path)}>{title}</a>
          </li>
        ))}
        <li>{children}</li>
      </ul>
    </section>
  ) : null;
