import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DateField } from "~/components/forms/date-field";
import { Form } from "~/components/forms/form";
import { TextArea } from "~/components/forms/text-area";
import { PageTitle } from "~/components/layout/page-title";
import { title } from "~/components/layout/title";
import { Breadcrumbs } from "~/components/ui/breadcrumbs";
import { Button } from "~/components/ui/button";
import { REMINDER_REFUSALS } from "~/features/forum/bookmarks/bookmark.policy";
import { BookmarkSchema, reminderOf } from "~/features/forum/bookmarks/bookmark.schema";
import { changeBookmark } from "~/features/forum/bookmarks/bookmark-post.server";
import { getBookmark } from "~/features/forum/bookmarks/bookmarks.queries.server";
import { BookmarkedPost } from "~/features/forum/components/bookmark-list";
import { bookmarkPath } from "~/features/forum/topics/topic-address";
import { asSignedIn } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, page, redirectTo } from "~/http/responses.server";

const LIST = { title: "Bookmarks", href: "/forum/bookmarks" };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asSignedIn(request, async (ctx) => page({ bookmark: await getBookmark(ctx, params.code!) }));
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asSignedIn(request, async (ctx) => {
    const form = await parseForm(request, BookmarkSchema);
    if (!form.ok) return badRequest(form);

    const { note, ...day } = form.data;
    const saved = await changeBookmark(ctx, params.code!, { note, remindOn: reminderOf(day) ?? null });
    if (!saved.ok) return badRequest(form.refused(REMINDER_REFUSALS[saved.reason], "remindDay"));
    return redirectTo(LIST.href, { success: "Your bookmark is saved." });
  });
}

export const meta = title("Note and reminder", "Forum");

export default function BookmarkPage() {
  const { bookmark } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <>
      <Breadcrumbs crumbs={["/", "/forum", LIST]} />
      <PageTitle form={form}>Note and reminder</PageTitle>
      <BookmarkedPost post={bookmark.post} />
      <Form action={bookmarkPath(bookmark.code)}>
        <TextArea
          name="note"
          label="Note to yourself (optional)"
          hint="Nobody else sees it here; it is part of a copy of your data."
          rows={3}
          initial={bookmark.note}
          form={form}
        />
        <DateField
          name="remind"
          label="Remind me on (optional)"
          hint="We tell you once, in the morning of that day. For example, 31 3 2027"
          initial={bookmark.remindOn}
          form={form}
        />
        <Button>Save</Button>
      </Form>
    </>
  );
}
