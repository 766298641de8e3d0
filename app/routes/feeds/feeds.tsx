import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { asVisitor } from "~/features/content/pages/readable.server";
import { listReadableCategories } from "~/features/forum/categories/categories.queries.server";
import { subjectPath } from "~/features/people/components/subject-links";
import { listInterests } from "~/features/people/interests.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const [subjects, categories] = await Promise.all([listInterests(ctx), listReadableCategories(asVisitor(ctx))]);
    return page({
      subjects: subjects.map(({ slug, name }) => ({ slug, name })),
      categories: categories.map(({ slug, name }) => ({ slug, name })),
    });
  });
}

export const meta = title("Feeds");

export default function FeedsPage() {
  const { subjects, categories } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/"]} />
      <PageTitle intro="A feed tells your feed reader what is new, without an account and without your address.">Feeds</PageTitle>
      <p>Copy the address of a feed into your reader. They are Atom feeds, and have what is open to everybody.</p>
      <Feeds id="site" heading="The site" feeds={SITE} />
      <Feeds id="subjects" heading="Subjects" feeds={subjects.map(({ slug, name }) => ({ href: `${subjectPath(slug)}/feed.xml`, name }))} />
      <Feeds id="forum" heading="The forum" feeds={categories.map(({ slug, name }) => ({ href: `/forum/${slug}/feed.xml`, name }))} />
    </>
  );
}

type Named = { href: string; name: string };

const SITE: readonly Named[] = [
  { href: "/news.xml", name: "News" },
  { href: "/guidance.xml", name: "New and changed guidance" },
];

function Feeds({ id, heading, feeds }: { id: string; heading: string; feeds: readonly Named[] }) {
  if (feeds.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <ul>
        {feeds.map(({ href, name }) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
