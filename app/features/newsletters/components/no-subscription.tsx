import { PageTitle } from "~/components/layout/page-title";

/** The same words for what ended just now, ended before, or never was: an unknown link tells nothing. */
export const NoSubscription = () => (
  <>
    <PageTitle>You are not subscribed</PageTitle>
    <p>There is no subscription behind this link, so we send nothing because of it. There is nothing else to do.</p>
    <p>
      If you get other newsletters from us, <a href="/newsletters/manage">ask for a link to all your choices</a>. To start again, see{" "}
      <a href="/newsletters">what there is</a>.
    </p>
  </>
);
