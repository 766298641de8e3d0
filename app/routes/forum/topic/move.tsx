import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Checkbox } from "~/components/forms/checkbox";
import { errorOf, tickedValues } from "~/components/forms/form-state";
import { Select } from "~/components/forms/select";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { listReadableCategories } from "~/features/forum/categories/categories.queries.server";
import { ReasonField } from "~/features/forum/components/reason-field";
import { listReasons } from "~/features/forum/moderation/reasons.server";
import { moveTopic } from "~/features/forum/topics/move-topic.server";
import { MoveSchema } from "~/features/forum/topics/topic.schema";
import { topicAddress, topicCode, topicPath } from "~/features/forum/topics/topic-address";
import { getTopic } from "~/features/forum/topics/topics.queries.server";
import { whoReads } from "~/features/forum/who-reads";
import { asStaff } from "~/http/access/access.server";
import { parseForm } from "~/http/forms/forms.server";
import { useForm } from "~/http/forms/use-form";
import { badRequest, notFound, page, redirectTo } from "~/http/responses.server";
import { quoted } from "~/lib/quoted";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaff(request, "moderate", async (ctx) => {
    const topic = await getTopic(ctx, topicCode(params));
    if (!topic.category) notFound();
    const { code, title, category, readers } = topic;
    const others = (await listReadableCategories(ctx)).filter(({ slug }) => slug !== category.slug);
    return page({
      path: topicAddress(code),
      title,
      category: category.name,
      readBy: whoReads(readers),
      back: topicPath(topic),
      reasons: await listReasons(ctx),
      choices: others.map(({ slug, name, readers }) => ({ value: slug, label: `${name}: read by ${whoReads(readers)}` })),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "move-topic", async (ctx) => {
    const form = await parseForm(request, MoveSchema);
    if (!form.ok) return badRequest(form);

    const moved = await moveTopic(ctx, { ...form.data, topic: topicCode(params) });
    if (moved.ok)
      return redirectTo(topicAddress(topicCode(params)), {
        success: `The topic is in ${moved.category.name} now. ${moved.isWider ? "Whoever wrote in it is told" : "Whoever began it is told"} if they are still here.`,
      });
    if (moved.reason === "why-missing") return badRequest(form.refused("Say why you move this topic", "why"));
    if (moved.reason === "there-already") return badRequest(form.refused("It is there already. Choose another category", "category"));
    const { name, readers } = moved.category;
    return badRequest(
      form.refused(
        `In ${name} it can be read by ${whoReads(readers)}: more people than it was written for. Tick the box if that is right`,
        "widen",
      ),
    );
  });
}

export const meta = title("Move a topic", "Forum");

export default function MoveTopic() {
  const { path, title, category, readBy, back, choices, reasons } = useLoaderData<typeof loader>();
  const form = useForm();
  const asksToWiden = errorOf(form, "widen") !== undefined || tickedValues(form, "widen", []).length > 0;
  return (
    <ConfirmPage title={`Move ${quoted(title)}`} action={`${path}/move`} button="Move topic" back={back} form={form} warns={false}>
      <p>
        It is in {category} and can be read by {readBy}. Where it goes, the readers of that category read it, at once and everywhere. Its
        address, numbers and links stay. Who began it is told, with your reason, and can appeal; where more people may read it than before,
        so is everybody who wrote in it, without your reason. It can be put back.
      </p>
      <Select name="category" label="Move it to" choices={choices} form={form} />
      <ReasonField reasons={reasons} form={form} />
      {asksToWiden ? <Checkbox name="widen" label="More people may read this, and whoever wrote in it is told" form={form} /> : null}
    </ConfirmPage>
  );
}
