import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { REASON_REFUSALS } from "~/features/forum/moderation/moderation.policy";
import { addReason, listReasons } from "~/features/forum/moderation/reasons.server";
import { ReasonSchema } from "~/features/forum/posts/edit.schema";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

const HERE = "/admin/forum/reasons";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => page({ reasons: await listReasons(ctx) }));
}

export async function action({ request }: ActionFunctionArgs) {
  return asConfidant(request, "arrange-reasons", async (ctx) => {
    const form = await parseForm(request, ReasonSchema);
    if (!form.ok) return badRequest(form);

    const added = await addReason(ctx, form.data.words);
    if (!added.ok) return badRequest(form.refused(REASON_REFUSALS[added.reason], "words"));
    return redirectTo(HERE, { success: "It is offered wherever moderators give a reason." });
  });
}

export const meta = title("Reasons that are given often", "Manage");

export default function Reasons() {
  const { reasons } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle
        form={form}
        intro="Moderators choose from these when they remove, edit, move or decline something, and can change the words."
      >
        Reasons that are given often
      </PageTitle>
      {reasons.length > 0 ? (
        <Table
          caption="Reasons"
          captionHidden
          columns={[
            { heading: "Reason", cell: ({ words }) => words },
            {
              heading: "Remove",
              cell: ({ code, words }) => (
                <Form action={`${HERE}/${code}/remove`}>
                  <Button look="link" hidden={`“${words}”`}>
                    Remove
                  </Button>
                </Form>
              ),
            },
          ]}
          rows={reasons}
          rowKey={({ code }) => code}
        />
      ) : (
        <EmptyState text="There is no reason to choose from yet. The first that you add will be here." />
      )}
      <h2>Add a reason</h2>
      <Form action={HERE}>
        <TextField name="words" label="Reason" hint="As whoever wrote the post reads it." form={form} />
        <Button>Add it</Button>
      </Form>
    </>
  );
}
