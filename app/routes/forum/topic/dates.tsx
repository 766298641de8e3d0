import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DateField } from "~/components/forms/date-field";
import { ConfirmPage } from "~/components/layout/confirm-page";
import { title } from "~/components/layout/title";
import { setTopicDates } from "~/features/forum/topics/set-topic-dates.server";
import { DATES_REFUSALS } from "~/features/forum/topics/topic.policy";
import { topicAddress, topicCode, topicPath } from "~/features/forum/topics/topic-address";
import { TopicDatesSchema, topicDatesOf } from "~/features/forum/topics/topic-dates.schema";
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
    if (topic.page !== null) notFound();
    const toCome = (day: Date | null) => (day && day > ctx.now ? day : null);
    return page({
      path: topicAddress(topic.code),
      back: topicPath(topic),
      title: topic.title,
      readBy: whoReads(topic.readers),
      isLocked: topic.isLocked,
      isPinned: topic.isPinned && topic.pinnedUntil === null,
      closesOn: toCome(topic.closesAt),
      opensOn: toCome(topic.opensAt),
      pinnedUntil: toCome(topic.pinnedUntil),
      announcedUntil: toCome(topic.announcedUntil),
    });
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  return asStaff(request, "steer-topic", async (ctx) => {
    const form = await parseForm(request, TopicDatesSchema);
    if (!form.ok) return badRequest(form);

    const set = await setTopicDates(ctx, topicCode(params), topicDatesOf(form.data));
    if (!set.ok) return badRequest(form.refused(DATES_REFUSALS[set.reason], `${set.field}Day`));
    return redirectTo(topicAddress(topicCode(params)), { success: "The days of this topic are saved." });
  });
}

export const meta = title("Close, pin or announce by date", "Forum");

const EXAMPLE = "For example, 31 3 2027.";

export default function Dates() {
  const { path, back, title, readBy, isLocked, isPinned, ...days } = useLoaderData<typeof loader>();
  const form = useForm();
  return (
    <ConfirmPage title={`Days of ${quoted(title)}`} action={`${path}/dates`} button="Save days" back={back} form={form} warns={false}>
      <p>Each of them comes by itself. A day that you leave empty ends what it was for.</p>
      <DateField
        name="closesOn"
        label="Close it on"
        hint={`${isLocked ? "It is closed now, and stays so without a day. " : ""}From that day on it stays to read and takes no replies. ${EXAMPLE}`}
        initial={days.closesOn}
        form={form}
      />
      <DateField name="opensOn" label="Open it again on" hint={EXAMPLE} initial={days.opensOn} form={form} />
      <DateField
        name="pinnedUntil"
        label="Pin it until the end of"
        hint={`${isPinned ? "It is pinned now, and stays so without a day. " : ""}It is first in its category. ${EXAMPLE}`}
        initial={days.pinnedUntil}
        form={form}
      />
      <DateField
        name="announcedUntil"
        label="Announce it until the end of"
        hint={`It is above the topics of every category, for those who may read it: ${readBy}. ${EXAMPLE}`}
        initial={days.announcedUntil}
        form={form}
      />
    </ConfirmPage>
  );
}
