import { Form } from "~/components/forms/form";
import { PageTitle } from "~/components/layout/page-title";
import { Button } from "~/components/ui/button";
import { SecurityBreadcrumbs } from "./security-breadcrumbs";

export const RecoveryCodesForm = ({ left }: { left: number }) => (
  <>
    <SecurityBreadcrumbs />
    <PageTitle intro="Eight codes to keep on paper. Each signs you in once when you have lost your app.">Recovery codes</PageTitle>
    <p>{left === 0 ? "You have none at the moment." : `You have ${left} left. Making new ones ends them.`}</p>
    <Form action="/account/security/recovery">
      <Button>{left === 0 ? "Make recovery codes" : "Make new recovery codes"}</Button>
    </Form>
  </>
);
