import { Breadcrumbs } from "~/components/ui/breadcrumbs";

/** The way back from the pages of the second factor. */
export const SecurityBreadcrumbs = () => (
  <Breadcrumbs
    crumbs={[
      { title: "Your account", href: "/account" },
      { title: "Second factor", href: "/account/security" },
    ]}
  />
);
