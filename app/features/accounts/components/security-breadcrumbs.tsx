import { Breadcrumbs } from "~/components/ui/breadcrumbs";

/** The way back from the pages of the second factor. */
export const SecurityBreadcrumbs = () => <Breadcrumbs crumbs={["/account", "/account/security"]} />;
