import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { Radios } from "~/components/forms/radios";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { Table } from "~/components/ui/table";
import { OUTCOME_CHOICES, WORDS_REFUSALS, type WordOutcome } from "~/features/forum/words/watched-words.policy";
import { WatchedWordsSchema } from "~/features/forum/words/watched-words.schema";
import { addWatchedWords, listWatchedWords } from "~/features/forum/words/watched-words.server";
import { asConfidant } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

const HERE = "/admin/forum/words";

export async function loader({ request }: LoaderFunctionArgs) {
  return asConfidant(request, "moderate", async (ctx) => page({ watched: await listWatchedWords(ctx) }));
}

export async function action({ request }: ActionFunctionArgs) {
  return asConfidant(request, "watch-words", async (ctx) => {
    const form = await parseForm(request, WatchedWordsSchema);
    if (!form.ok) return badRequest(form);

    const added = await addWatchedWords(ctx, form.data);
    if (!added.ok) return badRequest(form.refused(WORDS_REFUSALS[added.reason], "words"));
    return redirectTo(HERE, { success: `“${form.data.words}” is watched for.` });
  });
}

export const meta = title("Watched words", "Manage");

const CHOICES = (Object.keys(OUTCOME_CHOICES) as WordOutcome[]).map((value) => ({ value, ...OUTCOME_CHOICES[value] }));

export default function Words() {
  const { watched } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/admin", "/admin/forum"]} />
      <PageTitle form={form} intro="Words and phrases that are looked for in every post, comment and title before it is stored.">
        Watched words
      </PageTitle>
      {watched.length > 0 ? (
        <Table
          caption="Words that are watched for"
          captionHidden
          columns={[
            { heading: "Words", cell: ({ words }) => words },
            { heading: "What happens", cell: ({ outcome }) => OUTCOME_CHOICES[outcome].label },
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
          rows={watched}
          rowKey={({ code }) => code}
        />
      ) : (
        <EmptyState text="No words are watched for. The first that you add will be here." />
      )}
      <h2>Watch for more words</h2>
      <Form action={HERE}>
        <TextField
          name="words"
          label="Word or phrase"
          hint="Whole words are found, in capitals or not, with accents or without. A * at a word’s end stands for any ending: scam* finds scams and scammers."
          form={form}
        />
        <Radios name="outcome" label="What happens when somebody posts it?" choices={CHOICES} form={form} />
        <Button>Watch for it</Button>
      </Form>
      <p>To change what happens, add the same words again.</p>
    </>
  );
}
