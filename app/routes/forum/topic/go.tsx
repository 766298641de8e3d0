import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DateField } from "~/components/forms/date-field";
import { Form } from "~/components/forms/form";
import { TextField } from "~/components/forms/text-field";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { firstPostFrom } from "~/features/forum/posts/first-post-from.queries.server";
import { readGoTo } from "~/features/forum/topics/go-to";
import { postPath, topicCode, topicPath } from "~/features/forum/topics/topic-address";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import { asAnyone } from "~/http/access/access.server";
import { page } from "~/http/responses.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asAnyone(request, async (ctx) => {
    const topic = await getTopic(ctx, topicCode(params));
    // comments are read under their page
    if (topic.page !== null) return redirect(topicPath(topic));
    const { to, form } = readGoTo(new URL(request.url).searchParams);
    if (!to) return page({ topic, form }, form ? { status: 400 } : {});
    const number =
      "number" in to ? to.number : await firstPostFrom(ctx, { topicId: topic.id, lastPostNumber: topic.lastPostNumber }, to.from);
    return redirect(postPath({ topic, number: Math.min(number, topic.lastPostNumber) }));
  });
}

export const meta: MetaFunction<typeof loader> = (args) => title(args.data ? "Go to a post" : "Page not found", args.data?.topic)(args);

export default function Go() {
  const { topic, form } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs crumbs={["/", "/forum", { title: topic.title, href: topicPath(topic) }]} />
      <PageTitle form={form} intro={`This topic has posts up to number ${topic.lastPostNumber}.`}>
        Go to a post
      </PageTitle>
      <Form action={`/forum/topics/${topic.code}/go`} method="get">
        <TextField name="number" label="Number of the post" form={form} />
        <DateField name="day" label="Or the day from which to read" hint="For example, 28 11 2026" form={form} />
        <Button>Go</Button>
      </Form>
    </>
  );
}
