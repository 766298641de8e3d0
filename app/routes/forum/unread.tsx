import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/components/forms/form";
import { title } from "~/components/layout/title";
import { Button } from "~/components/ui/button";
import { TOPIC_SETS, TopicSets } from "~/features/forum/components/topic-sets";
import { getTopicSet } from "~/features/forum/topics/topic-sets.queries.server";
import { asSignedIn } from "~/http/access/access.server";
import { page } from "~/http/responses.server";
import { later } from "~/lib/dates";

/** Milliseconds: what was written so shortly before the list was made may have been stored after it, and stays new. */
const STILL_COMING = 10_000;

export async function loader({ request }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) =>
    page({ ...(await getTopicSet(ctx, "unread", request.url)), until: String(later(ctx.now, -STILL_COMING).getTime()) }),
  );
}

export const meta = title(TOPIC_SETS.unread.title, "Forum");

export default function Unread() {
  const { until, ...shown } = useLoaderData<typeof loader>();
  return (
    <TopicSets {...shown}>
      <Form action="/forum/unread/read" hidden={{ until }}>
        <Button look="link">Mark all as read</Button>
      </Form>
    </TopicSets>
  );
}
